import { expect, test } from "vitest";
import { evolve } from "../../src/lib/evolve";
import { emptyState } from "../../src/lib/model";
import { outline, type Outline } from "../../src/lib/outline";
import { Replay } from "../../src/lib/replay";
import { card, create, event, placement, update } from "./support/boards";
import { longLog, median } from "./support/long-log";

const LOG = longLog(1_100);

test("any moment is the fold of the events up to it", () => {
  const replay = new Replay(LOG);
  let state = emptyState();
  for (const { seq, changes } of LOG) {
    const checked = seq % 83 === 0 || seq % 250 < 2;
    if (checked) expect(replay.before(seq)).toEqual(state);
    state = evolve(state, changes);
    if (checked) expect(replay.stateAt(seq)).toEqual(state);
  }
  expect(replay.stateAt(replay.head)).toEqual(state);
});

test("moments out of range are the nearest ones", () => {
  const replay = new Replay(LOG);
  expect(replay.stateAt(-5)).toEqual(emptyState());
  expect(replay.stateAt(9_999)).toEqual(replay.stateAt(1_100));
});

test("events may come in pieces; known ones are left out and a gap is an error", () => {
  const replay = new Replay(LOG.slice(0, 600));
  replay.append(LOG.slice(400, 900));
  expect(replay.head).toBe(900);
  expect(replay.stateAt(900)).toEqual(new Replay(LOG).stateAt(900));
  expect(() => {
    replay.append(LOG.slice(950));
  }).toThrow(RangeError);
});

test("meetings and the times from home between them are stretches", () => {
  const day = (number: number): { at: string } => ({ at: `2026-03-${number}T10:00:00.000Z` });
  const meeting = (seq: number, id: string, title: string, number: number) =>
    event(seq, "meeting.started", [create("meeting", id, { title, open: true })], day(number));
  const replay = new Replay([
    event(1, "board.created", [create("board", "board0001", {})], day(10)),
    event(2, "card.created", [create("card", "card-1", card("One", "a0"))], day(11)),
    meeting(3, "meeting1", "Meeting 9", 12),
    event(4, "card.created", [create("card", "card-2", card("Two", "a1"))], day(12)),
    event(5, "meeting.ended", [update("meeting", "meeting1", { open: true }, { open: false })], day(12)),
    event(6, "card.created", [create("card", "card-3", card("Three", "a2"))], day(13)),
    meeting(7, "meeting2", "Meeting 10", 14),
  ]);
  expect(replay.stretches().map(({ kind, title, from, to }) => [kind, title, from, to])).toEqual([
    ["home", null, 1, 2],
    ["meeting", "Meeting 9", 3, 5],
    ["home", null, 6, 6],
    ["meeting", "Meeting 10", 7, 7],
  ]);
  expect(replay.stretches()[0]).toMatchObject({ startedAt: day(10).at, endedAt: day(11).at });
});

test("what touches a card or a theme, as itself or by a placement", () => {
  const replay = new Replay([
    event(1, "card.created", [create("card", "card-1", card("One", "a0"))]),
    event(2, "placement.added", [create("placement", "place-1", placement("card-1", "theme-a", "a0"))]),
    event(3, "placement.moved", [
      update("placement", "place-1", { theme_id: "theme-a" }, { theme_id: "theme-b" }),
    ]),
    event(4, "placement.marked", [update("placement", "place-1", { mark: null }, { mark: "✱" })]),
    event(5, "card.created", [create("card", "card-2", card("Two", "a1"))]),
    event(6, "card.edited", [update("card", "card-1", { text: "One" }, { text: "Uno" })]),
  ]);
  expect(replay.touching("card", "card-1")).toEqual([1, 2, 3, 4, 6]);
  expect(replay.touching("theme", "theme-a")).toEqual([2, 3]);
  expect(replay.touching("theme", "theme-b")).toEqual([3, 4]);
});

test("seeking anywhere in 10,000 events takes under 16 ms", () => {
  const log = longLog(10_000);
  const started = performance.now();
  const replay = new Replay(log);
  const built = performance.now() - started;
  const seeks: number[] = [];
  const views: number[] = [];
  let view: Outline | undefined;
  for (let step = 0; step < 400; step += 1) {
    const seq = (step * 7_919) % 10_001;
    const before = performance.now();
    const state = replay.stateAt(seq);
    const sought = performance.now();
    view = outline(state, view);
    views.push(performance.now() - before);
    seeks.push(sought - before);
  }
  const worst = Math.max(...seeks);
  console.log(
    `replay of 10,000 events: built in ${built.toFixed(0)} ms; seek median ${median(seeks).toFixed(2)} ms, worst ${worst.toFixed(2)} ms; ` +
      `with outline median ${median(views).toFixed(2)} ms, worst ${Math.max(...views).toFixed(2)} ms`,
  );
  expect(median(seeks)).toBeLessThan(16);
});
