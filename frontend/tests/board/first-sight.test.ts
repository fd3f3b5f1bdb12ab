// @vitest-environment ./tests/lib/support/browser-build.ts
import { expect, test } from "vitest";
import { FirstSight } from "../../src/board/first-sight.svelte";
import { FakeClock } from "../lib/support/clock";

const NAMES = Array.from({ length: 12 }, (_, at) => `list${at}`);
const slips = Array.from({ length: 100 }, (_, at) => at);

function boardOf(each: number): { sight: FirstSight; clock: FakeClock; drawn: () => number[] } {
  const lists = NAMES.map((id) => ({ id, sheetId: id, spots: new Array(each) as never[] }));
  const clock = new FakeClock();
  const sight = new FirstSight(() => lists, clock);
  return { sight, clock, drawn: () => NAMES.map((id) => sight.of(id, slips.slice(0, each)).length) };
}

test("S76 first sight: about a screen of slips comes first, the rest in helpings, nothing is left out", () => {
  const { sight, clock, drawn } = boardOf(100);
  const first = drawn();
  expect(first.slice(0, 4)).toEqual([14, 14, 14, 14]);
  expect([first.at(-1), sight.over]).toEqual([0, false]);
  sight.stands();
  clock.pass(100);
  expect(new Set(drawn())).toEqual(new Set([28]));
  clock.pass(1_000);
  expect([new Set(drawn()), sight.over, clock.pending]).toEqual([new Set([100]), true, 0]);
});

test("first sight: a board that is left meanwhile is drawn no further", () => {
  const { sight, clock, drawn } = boardOf(100);
  const leave = sight.stands();
  clock.pass(110);
  leave();
  clock.pass(1_000);
  expect([drawn()[0], sight.over]).toEqual([28, false]);
});
