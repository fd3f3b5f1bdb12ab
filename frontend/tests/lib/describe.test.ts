import { expect, test } from "vitest";
import { describe as tell, plainSentence } from "../../src/lib/describe";
import { evolve } from "../../src/lib/evolve";
import type { State } from "../../src/lib/model";
import { predict } from "../../src/lib/predict";
import type { BoardEvent, Change, Command, EventType } from "../../src/lib/protocol";
import { card, create, event, PEOPLE, smallBoard, update } from "./support/boards";

function told(
  type: EventType,
  changes: readonly Change[],
  more: Partial<BoardEvent> = {},
  state = smallBoard(),
): string {
  return plainSentence(tell(event(1, type, changes, more), state, PEOPLE));
}

function asked(type: EventType, command: Command, state: State = smallBoard()): string {
  return told(type, predict(state, command) ?? [], {}, state);
}

test.each<[EventType, Command, string]>([
  ["card.created", { type: "card.create", card_id: "new00001", text: "Calmer" }, "CR1 wrote “Calmer”."],
  [
    "card.created",
    {
      type: "card.create",
      card_id: "new00001",
      text: "Calmer",
      placement: { placement_id: "new00002", theme_id: "culture1" },
    },
    "CR1 wrote “Calmer” in “Culture”.",
  ],
  [
    "card.edited",
    { type: "card.edit", card_id: "calm0001", text: "Quiet" },
    "CR1 changed “Calm” to “Quiet”.",
  ],
  [
    "card.edited",
    { type: "card.edit", card_id: "calm0001", text: "Quiet", label: "Aim" },
    "CR1 changed “Calm” to “Quiet”. Also gave “Calm” the label Aim.",
  ],
  ["card.retired", { type: "card.retire", card_id: "cafe0001" }, "CR1 put away “Café access”."],
  [
    "card.retired",
    { type: "card.retire", card_id: "helping1" },
    "CR1 put away “Helping people”. It stood in 2 themes.",
  ],
  [
    "placement.added",
    { type: "placement.add", placement_id: "new00002", card_id: "cafe0001", theme_id: "support1" },
    "CR1 placed “Café access” in “Support”.",
  ],
  [
    "placement.added",
    { type: "placement.add", placement_id: "new00002", card_id: "calm0001", theme_id: "culture1" },
    "CR1 placed “Calm” in “Culture” too. It kept its other place.",
  ],
  [
    "placement.added",
    { type: "placement.add", placement_id: "new00002", card_id: "helping1", theme_id: "environ1" },
    "CR1 placed “Helping people” in “Environment” too. It kept its 2 other places.",
  ],
  [
    "placement.moved",
    { type: "placement.move", placement_id: "place002", theme_id: "culture1" },
    "CR1 moved “Calm” from “Support” to “Culture”.",
  ],
  [
    "placement.moved",
    { type: "placement.move", placement_id: "place002", theme_id: "support1", after: null },
    "CR1 moved “Calm” to another spot in “Support”.",
  ],
  [
    "placement.removed",
    { type: "placement.remove", placement_id: "place001" },
    "CR1 took “Helping people” out of “Support”. It kept its other place.",
  ],
  [
    "placement.removed",
    { type: "placement.remove", placement_id: "place002" },
    "CR1 took “Calm” out of “Support”. It is not sorted now.",
  ],
  [
    "placement.marked",
    { type: "placement.mark", placement_id: "place001", mark: "✱" },
    "CR1 marked “Helping people” in “Support” with ✱.",
  ],
  [
    "placement.marked",
    { type: "placement.mark", placement_id: "place002", mark: null },
    "CR1 took the mark from “Calm” in “Support”.",
  ],
  [
    "theme.created",
    { type: "theme.create", theme_id: "new00001", title: "Growth" },
    "CR1 named a new theme “Growth”.",
  ],
  [
    "theme.created",
    { type: "theme.create", theme_id: "new00001", title: "Growth", parent_id: "support1" },
    "CR1 named a new theme “Growth” on the sheet “Support”.",
  ],
  [
    "theme.created",
    { type: "theme.create", theme_id: "new00001", title: "Ideas", theme_kind: "parked" },
    "CR1 named a new parked sheet “Ideas”.",
  ],
  [
    "theme.edited",
    { type: "theme.edit", theme_id: "support1", title: "Help", colour: "pink" },
    "CR1 renamed the theme “Support” to “Help”. Also gave the theme “Support” the colour pink.",
  ],
  [
    "theme.edited",
    { type: "theme.edit", theme_id: "support1", description: "Who helps." },
    "CR1 changed the description of “Support”.",
  ],
  [
    "theme.moved",
    { type: "theme.move", theme_id: "environ1", after: null },
    "CR1 moved the theme “Environment” to another spot.",
  ],
  [
    "theme.moved",
    { type: "theme.move", theme_id: "culture1", parent_id: null },
    "CR1 made “Culture” a sheet of its own.",
  ],
  [
    "theme.moved",
    { type: "theme.move", theme_id: "culture1", parent_id: "support1" },
    "CR1 moved the theme “Culture” to the sheet “Support”.",
  ],
])("%s: %o", (type, command, sentence) => {
  expect(asked(type, command)).toBe(sentence);
});

test("names that can be linked carry what they name", () => {
  const changes = predict(smallBoard(), {
    type: "placement.move",
    placement_id: "place002",
    theme_id: "culture1",
  });
  expect(tell(event(1, "placement.moved", changes ?? []), smallBoard(), PEOPLE).text).toEqual([
    { text: "moved " },
    { kind: "card", id: "calm0001", text: "Calm" },
    { text: " from " },
    { kind: "theme", id: "support1", text: "Support" },
    { text: " to " },
    { kind: "theme", id: "culture1", text: "Culture" },
    { text: "." },
  ]);
});

test("who wrote for whom, and why", () => {
  const changes = [update("card", "calm0001", { text: "Calm" }, { text: "Quiet" })];
  const more = { actor: "person-fac", on_behalf_of: "person-cr2", why: "It is softer." };
  const sentence = tell(event(1, "card.edited", changes, more), smallBoard(), PEOPLE);
  expect([sentence.who, sentence.forWhom, sentence.why]).toEqual(["S1", "CR2", "It is softer."]);
  expect(plainSentence(sentence)).toBe("CR2, written by S1, changed “Calm” to “Quiet”.");
});

test("withdrawn names and words get general words", () => {
  const gone = { actor: null, withdrawn: ["actor"] };
  const changes = [create("card", "new00001", { ...card("", "a9"), text: null })];
  expect(told("card.created", changes, gone)).toBe("Somebody wrote a card (words taken back).");
});

test("names are those of that time", () => {
  const renamed = evolve(smallBoard(), [
    update("theme", "support1", { title: "Support" }, { title: "Help" }),
  ]);
  const command = { type: "placement.remove", placement_id: "place002" } as const;
  expect(asked("placement.removed", command, renamed)).toContain("“Help”");
});
