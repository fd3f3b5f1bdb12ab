import { describe, expect, it } from "vitest";
import type { Draft, DraftAbout, KeptDraft } from "../../src/lib/draft";
import { merged, withoutShared } from "../../src/lib/draft";
import type { Comment } from "../../src/lib/model";

const ABOUT: DraftAbout = { kind: "card", id: "calm0001", reply_to: null, comment_kind: "reflection" };

function own(text: string, more: Partial<KeptDraft> = {}): KeptDraft {
  return { id: "draft--1", about: ABOUT, text, was: "t1", unsent: false, gone: false, ...more };
}

function theirs(text: string, changed_at: string, draft_id = "draft--1"): Draft {
  return { draft_id, about: ABOUT, text, changed_at };
}

const other = (): string => "draft-new";

describe("what this device and the server hold, together", () => {
  it.each([
    ["takes what is new there", [], [theirs("A", "t1")], [own("A")]],
    ["takes what was changed there", [own("A")], [theirs("B", "t2")], [own("B", { was: "t2" })]],
    ["lets go of what was thrown away there", [own("A")], [], []],
    ["does not throw away twice what is away there", [own("A", { gone: true })], [], []],
    [
      "keeps words that the server never got",
      [own("A", { was: null, unsent: true })],
      [],
      [own("A", { was: null, unsent: true, again: true })],
    ],
    [
      "knows that words arrived when another device has thrown them away",
      [own("A", { was: null, unsent: true, tried: ["A"] })],
      [],
      [],
    ],
    [
      "keeps words that may not be those that were thrown away",
      [own("B", { was: null, unsent: true, tried: ["A", "B"] })],
      [],
      [own("B", { was: null, unsent: true, tried: ["A", "B"], again: true })],
    ],
    [
      "keeps words under an id that was done with before",
      [own("A", { was: null, unsent: true, tried: ["A"], again: true })],
      [],
      null,
    ],
    ["keeps what is on top of what is there", [own("B", { unsent: true })], [theirs("A", "t1")], null],
    ["keeps throwing away", [own("A", { gone: true })], [theirs("A", "t1")], null],
    [
      "throws nothing away that was changed since",
      [own("A", { gone: true })],
      [theirs("B", "t2")],
      [own("B", { was: "t2" })],
    ],
    [
      "knows its own words after a lost answer",
      [own("B", { unsent: true })],
      [theirs("B", "t2")],
      [own("B", { was: "t2" })],
    ],
    [
      "keeps newer words of what was thrown away there",
      [own("B", { unsent: true })],
      [],
      [own("B", { was: null, unsent: true, again: true })],
    ],
  ] as const)("%s", (_, mine, there, expected) => {
    expect(merged(mine, { drafts: there, dropped: ["draft--1"] }, other)).toEqual(expected ?? mine);
  });

  it.each([
    ["sends what the server forgot again", [own("A")], [], [own("A", { was: null, unsent: true })]],
    ["tells a server that forgot what was thrown away", [own("A", { gone: true })], [], null],
    [
      "keeps its words beside older ones of a server that went back",
      [own("B", { was: "t2" })],
      [theirs("A", "t1")],
      [own("B", { was: "t1", unsent: true }), own("A", { id: "draft-new", was: null, unsent: true })],
    ],
  ] as const)("%s", (_, mine, there, expected) => {
    expect(merged(mine, { drafts: there, dropped: [] }, other)).toEqual(expected ?? mine);
  });

  it("keeps both where both were changed, and mine stays under the hand", () => {
    const there = { drafts: [theirs("Theirs", "t2")], dropped: [] };
    expect(merged([own("Mine", { unsent: true })], there, other)).toEqual([
      own("Mine", { was: "t2", unsent: true }),
      own("Theirs", { id: "draft-new", was: null, unsent: true }),
    ]);
  });
});

function comments(more: Partial<Comment> = {}): ReadonlyMap<string, Comment> {
  return new Map([["draft--1", { at: "t3", text: "Said", edited: false, ...more } as Comment]]);
}

describe("drafts that were shared", () => {
  it("are let go once they are recorded", () => {
    const mine = [own("Said ", { unsent: true })];
    expect(withoutShared(mine, comments({ at: "" }), other)).toEqual(mine);
    expect(withoutShared(mine, comments(), other)).toEqual([{ ...mine[0], gone: true }]);
    expect(withoutShared([own("Said", { was: null })], comments(), other)).toEqual([]);
  });

  it("leave other words that were written under their id", () => {
    expect(withoutShared([own("More", { unsent: true })], comments(), other)).toEqual([
      own("More", { unsent: true, gone: true }),
      own("More", { id: "draft-new", was: null, unsent: true }),
    ]);
  });
});
