import { expect, test } from "vitest";
import { describe, plainSentence } from "../../src/lib/describe";
import { predict } from "../../src/lib/predict";
import type { Change, SimpleCommand } from "../../src/lib/protocol";
import { create, event, PEOPLE, placement, remove, smallBoard, theme, update } from "./support/boards";

function told(changes: readonly Change[]): string {
  return plainSentence(describe(event(1, "batch.applied", changes), smallBoard(), PEOPLE));
}

function batch(...commands: readonly SimpleCommand[]): string {
  return told(predict(smallBoard(), { type: "batch", commands }) ?? []);
}

function move(placement_id: string, theme_id: string): SimpleCommand {
  return { type: "placement.move", placement_id, theme_id };
}

function write(card_id: string, theme_id?: string): SimpleCommand {
  const place = theme_id === undefined ? {} : { placement: { placement_id: `${card_id}p`, theme_id } };
  return { type: "card.create", card_id, text: `About ${card_id}`, ...place };
}

test("several cards moved to one theme", () => {
  expect(batch(move("place001", "environ1"), move("place002", "environ1"))).toBe(
    "CR1 moved 2 cards to “Environment”.",
  );
});

test("one card in a batch is named", () => {
  expect(batch(move("place002", "culture1"))).toBe("CR1 moved “Calm” to “Culture”.");
});

test("cards written and placed, and a new theme", () => {
  const themes: SimpleCommand = { type: "theme.create", theme_id: "growth01", title: "Growth" };
  expect(batch(themes, write("one00001", "growth01"), write("two00001", "growth01"), write("six00001"))).toBe(
    "CR1 wrote 3 cards, named “Growth” and placed 2 cards in “Growth”.",
  );
});

test("cards taken out of two themes", () => {
  expect(
    batch(
      { type: "placement.remove", placement_id: "place001" },
      { type: "placement.remove", placement_id: "place004" },
    ),
  ).toBe("CR1 took 2 cards out of 2 themes.");
});

test("cards put away do not count as taken out", () => {
  expect(
    batch({ type: "card.retire", card_id: "helping1" }, { type: "card.retire", card_id: "calm0001" }),
  ).toBe("CR1 put away 2 cards.");
});

test("cards and themes that come back, are marked, sorted and changed", () => {
  expect(
    told([
      update("card", "calm0001", { retired: true }, { retired: false }),
      update("theme", "support1", { retired: true }, { retired: false }),
      update("placement", "place001", { mark: null }, { mark: "✱" }),
      update("placement", "place002", { rank: "a1" }, { rank: "a8" }),
      update("card", "resil001", { text: "Resilience" }, { text: "Strength" }),
      update("theme", "culture1", { title: "Culture" }, { title: "Ways" }),
    ]),
  ).toBe(
    "CR1 changed “Resilience”, changed “Culture”, sorted “Calm” in “Support”, " +
      "marked “Helping people” in “Support”, put back “Calm” and put back “Support”.",
  );
});

test("a batch of other things is told in general", () => {
  expect(told([update("board", "board0001", { title: "a" }, { title: "b" })])).toBe("CR1 changed the board.");
  expect(told([remove("theme", "parked01", theme("Later", "a2"))])).toBe("CR1 changed the board.");
});

test("a large import is counted", () => {
  const changes = Array.from({ length: 119 }, (_, at) => [
    create("card", `card-${at}`, { text: `Card ${at}` }),
    create("placement", `place-${at}`, placement(`card-${at}`, at % 2 ? "support1" : "culture1", "a0")),
  ]).flat();
  expect(told(changes)).toBe("CR1 wrote 119 cards and placed 119 cards in 2 themes.");
});
