import { expect, test } from "vitest";
import { copyOf, recalled, tookBack } from "../../src/lib/kept-board";
import type { RecordOf, State } from "../../src/lib/model";
import { NOTHING_YET } from "../../src/lib/standing";
import { PEOPLE, person, smallBoard } from "./support/boards";

const ABOUT = { you: "person-cr1", role: "co_researcher", limits: {}, study: null, source: null } as const;
const STANDING = { ...NOTHING_YET, seq: 7, confirmed: smallBoard() };

test("S73 a board that was kept before there were minutes opens all the same", () => {
  const kept = copyOf(STANDING, ABOUT, PEOPLE, 0);
  if (kept === null) throw new Error("nothing was kept");
  const { minutes: _, ...older } = kept.state;
  const { shown } = recalled(NOTHING_YET, { ...kept, state: older as State });
  expect(shown.minutes.size).toBe(0);
  expect(shown.card.size).toBe(4);
});

test("S73 nobody is at work in a board that was kept", () => {
  const busy = person("person-cr2", "CR2", {
    writing: true,
    hand: 3,
    ready: true,
    calling: true,
    following: "x",
  });
  const [one] = copyOf(STANDING, ABOUT, [busy], 0)?.people ?? [];
  expect(one).toMatchObject({
    here: false,
    writing: false,
    hand: null,
    ready: false,
    calling: false,
    following: null,
  });
});

test("W26 what is taken back in the study concerns copies of its other boards, what is removed here does not", () => {
  const before = smallBoard();
  const withOne = (way: RecordOf<"withdrawal">["way"]): State => {
    const asked = { way, person: null, at: "", until: null, cancelled: false, on_kind: null, on_id: null };
    return { ...before, withdrawal: new Map([["one", asked]]) };
  };
  expect(tookBack(before, withOne("words"))).toBe(true);
  expect(tookBack(before, withOne("unlink"))).toBe(true);
  expect(tookBack(before, withOne("removed"))).toBe(false);
  expect(tookBack(withOne("words"), { ...withOne("words"), card: new Map() })).toBe(false);
  expect(tookBack(before, { ...before })).toBe(false);
});
