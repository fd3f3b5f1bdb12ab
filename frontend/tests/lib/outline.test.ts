import fc from "./support/chance";
import { expect, test } from "vitest";
import { evolve } from "../../src/lib/evolve";
import { outline, placesOf, putAway, type Outline } from "../../src/lib/outline";
import { predict } from "../../src/lib/predict";
import type { State } from "../../src/lib/model";
import { smallBoard, update } from "./support/boards";
import { commandOn, wantedCommands } from "./support/commands";

function texts(view: Outline): unknown {
  return {
    tray: view.tray.map(({ card }) => card.text),
    sheets: view.sheets.map(({ theme, slips, sections, count }) => [
      theme.title,
      count,
      slips.map((slip) => slip.card.text),
      sections.map((section) => [section.theme.title, section.slips.map((slip) => slip.card.text)]),
    ]),
    parked: view.parked.map(({ theme }) => theme.title),
  };
}

test("a board is a tray, sheets with sections, and parked sheets", () => {
  expect(texts(outline(smallBoard()))).toEqual({
    tray: ["Café access"],
    sheets: [
      ["Support", 2, ["Helping people", "Calm"], []],
      ["Environment", 2, ["Resilience"], [["Culture", ["Helping people"]]]],
    ],
    parked: ["Later"],
  });
});

test("a slip says its mark and in how many themes its card stands", () => {
  const [support] = outline(smallBoard()).sheets;
  expect(support?.slips.map(({ mark, places }) => [mark, places])).toEqual([
    [null, 2],
    ["✱", 1],
  ]);
});

test("a card in a sheet and in its section counts once", () => {
  const state = smallBoard();
  const changes = predict(state, {
    type: "placement.add",
    placement_id: "place005",
    card_id: "helping1",
    theme_id: "environ1",
  });
  expect(outline(evolve(state, changes ?? [])).sheets[1]?.count).toBe(2);
});

test("what did not change keeps its identity", () => {
  const state = smallBoard();
  const first = outline(state);
  const moved = evolve(state, [update("placement", "place002", { mark: "✱" }, { mark: null })]);
  const second = outline(moved, first);
  expect(second.tray).toBe(first.tray);
  expect(second.parked).toBe(first.parked);
  expect(second.sheets[1]).toBe(first.sheets[1]);
  expect(second.sheets[0]).not.toBe(first.sheets[0]);
  expect(second.sheets[0]?.slips[0]).toBe(first.sheets[0]?.slips[0]);
  expect(second.sheets[0]?.slips[1]?.mark).toBeNull();
  expect(outline(moved, second)).toBe(second);
});

function histories(): fc.Arbitrary<State[]> {
  return wantedCommands.map((wanted) => {
    const states = [smallBoard()];
    for (const one of wanted) {
      const state = states.at(-1) ?? smallBoard();
      states.push(evolve(state, predict(state, commandOn(state, one)) ?? []));
    }
    return states;
  });
}

test("an outline made with the one before equals one made afresh", () => {
  fc.assert(
    fc.property(histories(), (states) => {
      let view: Outline | undefined;
      for (const state of states) {
        view = outline(state, view);
        expect(view).toEqual(outline(state));
      }
      expect(outline(states.at(-1) ?? smallBoard(), view)).toBe(view);
    }),
  );
});

test("every live card is in the tray or on a sheet, never both", () => {
  fc.assert(
    fc.property(histories(), (states) => {
      const state = states.at(-1) ?? smallBoard();
      const { tray, sheets, parked } = outline(state);
      const parts = [...sheets, ...parked].flatMap((sheet) => [sheet, ...sheet.sections]);
      const placed = new Set(parts.flatMap(({ slips }) => slips.map(({ cardId }) => cardId)));
      const inTray = tray.map(({ id }) => id);
      const live = [...state.card].filter(([, { retired }]) => !retired).map(([id]) => id);
      expect([...placed, ...inTray].sort()).toEqual(live.sort());
    }),
  );
});

test("the places of a card come in the order of the sheets, with their parents", () => {
  const places = placesOf(smallBoard(), "helping1");
  expect(places.map(({ theme, parent }) => [theme.title, parent?.title ?? null])).toEqual([
    ["Support", null],
    ["Culture", "Environment"],
  ]);
});

test("retired cards and themes can be found; a section away with its sheet is not listed", () => {
  const state = evolve(smallBoard(), [
    update("card", "cafe0001", { retired: false }, { retired: true }),
    update("theme", "environ1", { retired: false }, { retired: true }),
    update("theme", "culture1", { retired: false }, { retired: true }),
  ]);
  const { cards, themes } = putAway(state);
  expect(cards.map(({ card }) => card.text)).toEqual(["Café access"]);
  expect(themes.map(({ theme }) => theme.title)).toEqual(["Environment"]);
});
