import { describe, expect, it } from "vitest";
import { fromJson, toJson, type Round, type State, type Vote } from "../../src/lib/model";
import {
  dotsLeft,
  promises,
  roundsOf,
  subjects,
  withCast,
  type Answer,
  type Cast,
} from "../../src/lib/rounds";
import { heldWords, resultOf } from "../../src/lib/tally";
import { smallBoard } from "./support/boards";

const ROUND: Round = {
  question: "Does it fit?",
  method: "sense",
  asked_on: "theme",
  dots: null,
  per_item: null,
  secret: false,
  hidden_until_closed: true,
  open: false,
  opened_by: "person-lead",
  opened_at: "2026-01-01T10:00:00.000Z",
  closed_at: "2026-01-01T11:00:00.000Z",
  voters: null,
};
const DOTS: Round = { ...ROUND, method: "dots", asked_on: "card", dots: 3, per_item: 2 };

let count = 0;

function vote(person: string | null, on_id: string, value: Vote["value"], more: Partial<Vote> = {}): Vote {
  return {
    round_id: "round001",
    on_kind: "theme",
    on_id,
    person,
    value,
    reason: null,
    held: null,
    at: null,
    ...more,
  };
}

function asked(round: Round, votes: readonly Vote[]): State {
  const records = Object.fromEntries(votes.map((one) => [`vote${String((count += 1))}`, one]));
  return fromJson({ ...toJson(smallBoard()), round: { round001: round }, vote: records });
}

function result(round: Round, votes: readonly Vote[]): ReturnType<typeof resultOf> {
  return resultOf(asked(round, votes), { id: "round001", round });
}

describe("what a round came to (rules S162 and D118)", () => {
  it("begins with where people differ most", () => {
    const same = ["a", "b", "c"].map((who) => vote(who, "environ1", "agree"));
    const little = [
      vote("a", "culture1", "agree"),
      vote("b", "culture1", "agree"),
      vote("c", "culture1", "unsure"),
    ];
    const much = [
      vote("a", "support1", "agree"),
      vote("b", "support1", "unsure"),
      vote("c", "support1", "differ"),
    ];
    const found = result(ROUND, [...same, ...little, ...much]);

    expect(found.voters).toBe(3);
    expect(found.differ.map(({ name }) => name)).toEqual(["Support", "Culture"]);
    expect(found.agree.map(({ name, agree }) => [name, agree])).toEqual([["Environment", 3]]);
  });

  it("does not tell few answers apart", () => {
    const found = result(ROUND, [vote("a", "support1", "agree"), vote("b", "support1", "differ")]);

    expect([found.differ, found.agree]).toEqual([[], []]);
    expect(found.few.map(({ said, told }) => [said, told])).toEqual([[2, false]]);
  });

  it("counts nobody who stands aside, and everybody who would rather not say", () => {
    const whole = { on_kind: "round" } as const;
    const found = result(ROUND, [
      ...["a", "b", "c"].map((who) => vote(who, "support1", "agree")),
      vote("lead", "round001", "aside", whole),
      vote("d", "round001", "abstain", whole),
    ]);

    expect([found.voters, found.wouldRatherNot]).toEqual([4, 1]);
    expect(found.agree).toHaveLength(1);
  });

  it("shows where some gave dots and others none, in secret too", () => {
    const card = { on_kind: "card" } as const;
    const found = result({ ...DOTS, secret: true, voters: 4 }, [
      ...[1, 1, 2, 1].map((value) => vote(null, "calm0001", value, card)),
      ...[2, 1, 0].map((value) => vote(null, "resil001", value, card)),
    ]);

    expect(found.differ.map(({ name, dots, givers }) => [name, dots, givers])).toEqual([
      ["Resilience", 3, 2],
    ]);
    expect(found.agree.map(({ name, dots }) => [name, dots])).toEqual([["Calm", 5]]);
    expect(found.differ.flatMap(({ names }) => names)).toEqual([]);
  });

  it("shows nothing of what the server does not tell", () => {
    const untold = [vote(null, "support1", null), vote(null, "support1", null), vote(null, "support1", null)];
    expect(result({ ...ROUND, secret: true, voters: 3 }, untold).few).toHaveLength(1);
  });

  it("remembers how many cards the theme held", () => {
    expect(heldWords({ held: [7, 7], holdsNow: 7 })).toBe("Given when this theme held 7 cards.");
    expect(heldWords({ held: [1, 1], holdsNow: 0 })).toBe(
      "Given when this theme held 1 card. It holds 0 now.",
    );
    expect(heldWords({ held: [6, 8], holdsNow: 9 })).toBe(
      "Given when this theme held 6 to 8 cards. It holds 9 now.",
    );
    const held = ["a", "b", "c"].map((who, at) => vote(who, "environ1", "agree", { held: at + 1 }));
    expect(result(ROUND, held).agree[0]).toMatchObject({ held: [1, 3], holdsNow: 2 });
  });
});

describe("what is asked (rules S160 and S161)", () => {
  it("lists cards once, and themes with their sub-themes", () => {
    const state = asked(ROUND, []);
    const names = (round: Round): string[] =>
      subjects(state, { id: "round001", round }).map(({ name }) => name);

    expect(names(DOTS)).toEqual(["Café access", "Helping people", "Calm", "Resilience"]);
    expect(names(ROUND)).toEqual(["Support", "Environment", "Culture", "Later"]);
    expect(names({ ...ROUND, asked_on: "question" })).toEqual(["Does it fit?"]);
  });

  it("puts open rounds first, then the newest", () => {
    const round = (opened_at: string, open: boolean): Round => ({ ...ROUND, opened_at, open });
    const state = fromJson({
      round: { old: round("1", false), newer: round("3", false), open: round("2", true) },
    });
    expect(roundsOf(state).map(({ id }) => id)).toEqual(["open", "newer", "old"]);
  });

  it("says every switch in short sentences", () => {
    expect(promises({ ...DOTS, secret: true })).toContain(
      "In a small group people may still guess. A reason may show who wrote it.",
    );
    expect(promises(DOTS)[0]).toBe("You have 3 dots to give. At most 2 can go on one card.");
    expect(promises({ ...ROUND, hidden_until_closed: false })).toContain(
      "Everybody sees answers as they come in.",
    );
    const all = [DOTS, ROUND, { ...ROUND, secret: true }].flatMap(promises).join(" ");
    expect(all.split(/(?<=\.) /).filter((sentence) => sentence.split(" ").length > 15)).toEqual([]);
  });
});

describe("my answers", () => {
  const on = (kind: Answer["on_kind"], id: string): Cast["on"] => ({ kind, id });
  const cast = (where: Cast["on"], value: Cast["value"]): Cast => ({
    type: "vote.cast",
    round_id: "round001",
    on: where,
    value,
  });

  it("are the last ones; one for the whole round takes back the others", () => {
    const first = [cast(on("card", "a"), 1), cast(on("card", "b"), 1), cast(on("card", "a"), 2)].reduce(
      withCast,
      [],
    );
    expect(first.map(({ on_id, value }) => [on_id, value])).toEqual([
      ["b", 1],
      ["a", 2],
    ]);
    expect(dotsLeft(DOTS, first)).toBe(0);

    const none = withCast(first, cast(on("round", "round001"), "abstain"));
    expect(none.map(({ value }) => value)).toEqual(["abstain"]);
    expect(withCast(none, cast(on("card", "a"), 1)).map(({ on_id }) => on_id)).toEqual(["a"]);
  });
});
