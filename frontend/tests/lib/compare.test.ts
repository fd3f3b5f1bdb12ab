import { expect, test } from "vitest";
import { emptyState } from "../../src/lib/model";
import { Replay } from "../../src/lib/replay";
import { compared, marksOf } from "../../src/lib/stories/compare";
import { DEMO, demoId } from "./support/demo";

const LOG = new Replay(DEMO);

function told(from: number, to: number): string[] {
  return compared(LOG.stateAt(from), LOG.stateAt(to)).map(
    ({ turn, name, text }) => `${turn}: ${name} ${text}`,
  );
}

test("Q8 between two moments: what came, went, moved and was renamed", () => {
  const [start, end] = ["meeting.started", "meeting.ended"].map(
    (type) => DEMO.filter((one) => one.type === type)[3]?.seq ?? 0,
  );
  const found = told(start ?? 0, end ?? 0);
  expect(found.slice(0, 4)).toEqual([
    "new: Beyond the person is new.",
    "away: Giving back was joined with “Beyond the person”.",
    "words: Social Inclusion was called “Friends” before.",
    "words: Looking forward to the Future was called “Hopes” before.",
  ]);
  expect(found).toContain(
    "moved: Reduce pressure on carer went from “Not sorted yet” to “Beyond the person”.",
  );
  expect(found).toContain("left: Calm left “Emotional/Wellbeing”.");
  expect(found.filter((one) => one.includes(": Helping people"))).toEqual([
    "moved: Helping people went from “Giving back” to “Beyond the person”, “Learning” and “Looking forward to the Future”.",
  ]);
});

test("Q8 nothing is different from itself, and from nothing all is new", () => {
  expect(told(200, 200)).toEqual([]);
  const all = compared(emptyState(), LOG.stateAt(LOG.head));
  expect(new Set(all.map(({ turn }) => turn))).toEqual(new Set(["new"]));
  const state = LOG.stateAt(LOG.head);
  const live = [...state.card.values(), ...state.theme.values()].filter(({ retired }) => !retired);
  expect(all).toHaveLength(live.length);
});

test("Q8 whatever two moments: every card is told at most once for its place, and marks are on what stands there", () => {
  const seqs = [1, 40, 100, 180, 230, LOG.head];
  for (const from of seqs)
    for (const to of seqs.filter((one) => one >= from)) {
      const [before, after] = [LOG.stateAt(from), LOG.stateAt(to)];
      const moves = compared(before, after).filter(({ turn }) => turn !== "words");
      expect(new Set(moves.map(({ kind, id }) => `${kind} ${id}`)).size).toBe(moves.length);
      const moved = new Set(moves.map(({ id }) => id));
      for (const [key, word] of marksOf(before, after)) {
        const card = key.startsWith("p-") ? after.placement.get(key.slice(2))?.card_id : key.slice(2);
        if (word !== "new words") expect(moved.has(card ?? "")).toBe(true);
      }
    }
});

test("Q8 cards that were written in other words say so", () => {
  const id = demoId("card", "IT/printer access");
  const edited = DEMO.find(({ type, changes }) => type === "card.edited" && changes[0]?.id === id)?.seq ?? 0;
  expect(told(edited - 1, edited)).toEqual(["words: IT/printer access read “IT/printer acess” before."]);
  const marks = marksOf(LOG.stateAt(edited - 1), LOG.stateAt(edited));
  expect([...marks.values()]).toEqual(["new words"]);
});
