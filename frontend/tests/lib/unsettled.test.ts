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
