import { expect, test } from "vitest";
import { writtenIn } from "../../src/lib/command-words";
import type { Command } from "../../src/lib/protocol";
import { changeNamed } from "../../src/lib/refused-words";
import { smallBoard } from "./support/boards";

function written(command: Command, why?: string): readonly string[] {
  const reason = why === undefined ? {} : { why };
  return writtenIn({ type: "submit", command_id: "command1", command, ...reason });
}

test("a plain move holds no words; its reason does", () => {
  const move: Command = { type: "placement.move", placement_id: "place001", theme_id: "support1" };
  expect(written(move)).toEqual([]);
  expect(written(move, " It fits. ")).toEqual(["It fits."]);
});

test("all that was written is found, inside a batch too", () => {
  const make: Command = { type: "card.create", card_id: "newcard1", text: "Offload", label: "Aim" };
  const rename: Command = { type: "theme.edit", theme_id: "support1", title: "Help", description: "" };
  const legend: Command = { type: "board.edit", question: "What helps?", legend: { "✱": "said twice" } };
  const split: Command = {
    type: "card.split",
    card_id: "calm0001",
    into: [{ card_id: "part0001", text: "Half" }],
  };
  expect(written({ type: "batch", commands: [make, rename, legend, split] }, "Tidy")).toEqual([
    "Offload",
    "Aim",
    "Help",
    "What helps?",
    "✱ said twice",
    "Half",
    "Tidy",
  ]);
});

test("a change is named by what it was about, as far as that is still known", () => {
  const state = smallBoard();
  const name = (command: Command): string => changeNamed(command, state);
  expect(name({ type: "card.edit", card_id: "calm0001", text: "Quiet" })).toBe("New words for “Calm”");
  expect(name({ type: "card.edit", card_id: "nowhere1", text: "Quiet" })).toBe("New words for a card");
  expect(name({ type: "placement.remove", placement_id: "nowhere1" })).toBe("A card out of its theme");
  expect(name({ type: "undo", seq: 3 })).toBe("Undoing a change");
  expect(name({ type: "batch", commands: [{ type: "card.restore", card_id: "calm0001" }] })).toBe(
    "1 change made together",
  );
});
