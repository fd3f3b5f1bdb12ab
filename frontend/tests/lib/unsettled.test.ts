import { HOLE } from "../../src/lib/holes";
import type { Fields } from "../../src/lib/protocol";
import { Replay } from "../../src/lib/replay";
import { compared } from "../../src/lib/stories/compare";
import { momentsOf } from "../../src/lib/stories/moments";
import { themeStory } from "../../src/lib/stories/theme-story";
import { expect, test } from "vitest";
import { cardsInMany, unsettledCards } from "../../src/lib/stories/unsettled";
import { event, update } from "./support/boards";
import { DEMO, demoId } from "./support/demo";

test("Q5 unsettled cards: how often they left a theme, by how many, last when", () => {
  const found = unsettledCards(DEMO);
  expect(found.every(({ moves }) => moves >= 2)).toBe(true);
  const id = demoId("card", "Trying new things");
  const one = found.find(({ card }) => card === id);
  expect([one?.moves, one?.by]).toEqual([2, 2]);
  const last = DEMO.find(({ seq }) => seq === one?.lastSeq);
  expect([last?.actor, last?.type, last?.why]).toEqual([
    "CR1",
    "placement.removed",
    "It is happening already.",
  ]);
  const away = [
    ...DEMO,
    event(DEMO.length + 1, "card.retired", [update("card", id, { retired: false }, { retired: true })]),
  ];
  expect(unsettledCards(away).some(({ card }) => card === id)).toBe(false);
});

test("Q6 cards in many themes are those of the published study", () => {
  expect(cardsInMany(DEMO).map(({ words, themes }) => [words, themes.length])).toEqual([
    ["Helping people", 6],
    ["Wants to give back", 6],
    ["Volunteering opportunities", 4],
    ["Group support", 3],
    ["Moving forward", 3],
    ["Say how you feel", 3],
  ]);
});

test("Q5 words that were taken back are a hole, and nothing stumbles over it", () => {
  const gone = DEMO.map((one) => ({
    ...one,
    changes: one.changes.map((change) => ({
      ...change,
      before: without(change.before),
      after: without(change.after),
    })),
  }));
  expect(cardsInMany(gone)).toHaveLength(cardsInMany(DEMO).length);
  expect(new Set(unsettledCards(gone).map(({ words }) => words))).toEqual(new Set([HOLE]));
  const id = demoId("theme", "Culture");
  const story = themeStory(gone, id);
  expect([story?.title, story?.came[0]?.words]).toEqual([HOLE, HOLE]);
  expect(momentsOf(gone, [], { kind: "theme", id }).length).toBe(
    momentsOf(DEMO, [], { kind: "theme", id }).length,
  );
  const log = new Replay(gone);
  const names = compared(log.stateAt(1), log.stateAt(log.head)).map(({ name }) => name);
  expect(new Set(names)).toEqual(new Set([HOLE]));
});

function without(fields: Fields | null): Fields | null {
  if (fields === null) return null;
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, name === "text" || name === "title" ? null : value]),
  );
}
