import { describe, expect, it } from "vitest";
import { evolve } from "../../src/lib/evolve";
import { fromJson, toJson, type Comment, type State } from "../../src/lib/model";
import type { Hand } from "../../src/lib/guess";
import { predict } from "../../src/lib/predict";
import type { Command } from "../../src/lib/protocol";
import { kindsOf, TalkIndex, threadsAbout, threadsOf } from "../../src/lib/talk";
import { smallBoard } from "./support/boards";

const CARD = { kind: "card", id: "calm0001" } as const;
const ME: Hand = { writer: "person-me", forWhom: null };

function said(text: string, at: string, more: Partial<Comment> = {}): Comment {
  return {
    on_kind: "card",
    on_id: CARD.id,
    reply_to: null,
    comment_kind: "reflection",
    text,
    author: "person-she",
    written_by: null,
    at,
    edited: false,
    taken_back: false,
    hidden: false,
    ...more,
  };
}

function talked(comment: Readonly<Record<string, Comment>>): State {
  return fromJson({ ...toJson(smallBoard()), comment });
}

const BOARD = talked({
  "answer-1": said("Yes", "2026-03-12T10:03:00.000Z", { reply_to: "first--1" }),
  "first--1": said("It is calm", "2026-03-12T10:01:00.000Z"),
  decided1: said("We keep it", "2026-03-12T10:02:00.000Z", { comment_kind: "decision" }),
  "gone---1": said("", "2026-03-12T10:04:00.000Z", {
    text: null,
    taken_back: true,
    comment_kind: "decision",
  }),
  "theme--1": said("Big", "2026-03-12T10:00:00.000Z", { on_kind: "theme", on_id: "support1" }),
});

function add(more: object = {}): Command {
  return { type: "comment.add", comment_id: "comment1", on: CARD, text: " Rest ", ...more };
}

/** The comment that a command leaves in the state; null when nothing is guessed. */
function guessed(state: State, command: Command, hand = ME, id = "comment1"): Comment | null {
  const changes = predict(state, command, hand);
  return changes === null ? null : (evolve(state, changes).comment.get(id) ?? null);
}

describe("what was said", () => {
  it("stands in threads, in the order of being said", () => {
    const threads = threadsOf(BOARD.comment);
    expect(threads.map(({ id }) => id)).toEqual(["theme--1", "first--1", "decided1", "gone---1"]);
    expect(threads[1]?.answers.map(({ id }) => id)).toEqual(["answer-1"]);
    expect(threadsAbout(threads, CARD).map(({ id }) => id)).toEqual(["first--1", "decided1", "gone---1"]);
  });

  it("is counted as long as it can be read; decisions stay beside it", () => {
    const about = new TalkIndex(threadsOf(BOARD.comment)).about(CARD);
    expect(about.count).toBe(3);
    expect(about.decisions.map(({ id }) => id)).toEqual(["decided1"]);
  });

  it("comes last while it still waits", () => {
    const waiting = evolve(BOARD, predict(BOARD, add(), ME) ?? []);
    expect(threadsOf(waiting.comment).at(-1)?.id).toBe("comment1");
  });

  it("has three kinds until the study names its own", () => {
    expect(Object.keys(kindsOf(BOARD))).toEqual(["reflection", "question", "decision"]);
    const named = fromJson({ ...toJson(BOARD), talk: { board0001: { kinds: { decision: "Agreed" } } } });
    expect(kindsOf(named)).toEqual({ decision: "Agreed" });
  });
});

describe("guesses about talk", () => {
  it("shows my words at once, without a time", () => {
    const comment = guessed(BOARD, add({ comment_kind: "question" }));
    expect(comment).toEqual(said("Rest", "", { author: "person-me", comment_kind: "question" }));
  });

  it("shows whose words they are when I write for somebody", () => {
    const hand = { writer: "person-me", forWhom: "person-she" };
    expect(guessed(BOARD, add(), hand)).toMatchObject({ author: "person-she", written_by: "person-me" });
  });

  it.each([
    ["about nothing", { on: { kind: "card", id: "nothing1" } }],
    ["without words", { text: "  " }],
    ["of an unknown kind", { comment_kind: "rumour" }],
    ["as an answer to an answer", { reply_to: "answer-1" }],
    ["as an answer about something else", { reply_to: "theme--1" }],
    ["twice", { comment_id: "first--1" }],
  ])("guesses nothing %s", (_, more) => {
    expect(predict(BOARD, add(more), ME)).toBeNull();
  });

  it("guesses nothing as long as it is not known who writes", () => {
    expect(predict(BOARD, add())).toBeNull();
  });

  it("changes and takes back what is mine only", () => {
    const edit = { type: "comment.edit", comment_id: "first--1", text: "Calmer" } as const;
    const withdraw = { type: "comment.withdraw", comment_id: "first--1" } as const;
    const she = { writer: "person-she", forWhom: null };
    expect(predict(BOARD, edit, ME)).toBeNull();
    expect(predict(BOARD, withdraw, ME)).toBeNull();
    expect(guessed(BOARD, edit, she, "first--1")).toMatchObject({ text: "Calmer", edited: true });
    expect(predict(BOARD, { ...edit, text: "It is calm" }, she)).toEqual([]);
    expect(guessed(BOARD, withdraw, she, "first--1")).toMatchObject({ text: null, taken_back: true });
    expect(predict(BOARD, { ...edit, comment_id: "gone---1" }, she)).toBeNull();
  });

  it("hides and shows", () => {
    const hidden = evolve(BOARD, predict(BOARD, { type: "comment.hide", comment_id: "first--1" }, ME) ?? []);
    expect(hidden.comment.get("first--1")?.hidden).toBe(true);
    expect(guessed(hidden, { type: "comment.show", comment_id: "first--1" }, ME, "first--1")).toMatchObject({
      hidden: false,
    });
  });
});
