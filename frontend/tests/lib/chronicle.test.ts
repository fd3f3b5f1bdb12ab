import { describe, expect, it } from "vitest";
import { chronicle } from "../../src/lib/chronicle";
import { marksIn } from "../../src/lib/marks";
import type { BoardEvent, Change } from "../../src/lib/protocol";
import { layLanes } from "../../src/pages/lanes";
import { layStrip } from "../../src/pages/timeline";

function event(seq: number, actor: string, changes: readonly object[] = [], more: object = {}): BoardEvent {
  const at = new Date(Date.UTC(2026, 0, 1, 10, seq)).toISOString();
  const made = { seq, at, actor, command_id: `command-${seq}`, type: "batch.applied", ...more };
  return { ...made, changes: changes as Change[] } as BoardEvent;
}

const made = (kind: string, after: object): object => ({ kind, id: "x", before: null, after });
const EVENTS = [
  event(1, "ann"),
  event(2, "ben", [made("round", { question: "Which?" })]),
  event(3, "ann", [made("comment", { comment_kind: "decision", text: "So be it" })]),
  event(4, "ann", [made("comment", { comment_kind: "question", text: "Why?" })], { on_behalf_of: "ben" }),
  event(5, "ann", [{ kind: "round", id: "x", before: { open: true }, after: { open: false } }]),
  event(6, "ben", [made("minutes", { title: "First" })]),
];
const CHAPTERS = [
  { title: "Meeting 1", meeting: true, first: 1, last: 4 },
  { title: "From home", meeting: false, first: 5, last: 6 },
];

describe("marksIn", () => {
  it("finds rounds, decisions and minutes, and nothing else", () => {
    expect(marksIn(EVENTS).map(({ seq, what, words }) => [seq, what, words])).toEqual([
      [2, "The group was asked", "Which?"],
      [3, "A decision", "So be it"],
      [5, "A round was closed", ""],
      [6, "Minutes were written", "First"],
    ]);
  });
});

describe("chronicle", () => {
  it("tells each chapter: when, who did how much, what stands out", () => {
    const [meeting, home] = chronicle(CHAPTERS, EVENTS, marksIn(EVENTS));
    expect(meeting?.people).toEqual([
      { id: "ann", count: 2 },
      { id: "ben", count: 2 },
    ]);
    expect(meeting?.marks.map(({ seq }) => seq)).toEqual([2, 3]);
    expect([home?.count, home?.from, home?.until]).toEqual([2, EVENTS[4]?.at, EVENTS[5]?.at]);
  });
});

describe("layLanes", () => {
  it("has every change of the busiest people, in the column where it shows", () => {
    const strip = layStrip(CHAPTERS, (seq) => seq * 1_000, 24);
    const lanes = layLanes(strip, EVENTS, 8);
    expect(lanes.map(({ id }) => id)).toEqual(["ann", "ben"]);
    const columns = strip.bars.map((_, column) =>
      lanes.reduce((sum, { counts }) => sum + (counts[column] ?? 0), 0),
    );
    expect(columns).toEqual(strip.bars.map(({ count }) => count));
    expect(layLanes(strip, EVENTS, 1)).toHaveLength(1);
  });
});
