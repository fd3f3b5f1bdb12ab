import { expect, it } from "vitest";
import { replayIntent, type Ground } from "../../src/pages/replay-keys";

function press(key: string, ground: Ground, more: object = {}) {
  const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
  return replayIntent({ key, ...plain, ...more }, ground);
}

it("plays, steps, jumps and leaves from the page", () => {
  expect([" ", "ArrowRight", "ArrowLeft", "Escape"].map((key) => press(key, "page"))).toEqual([
    "toggle",
    "step",
    "stepBack",
    "leave",
  ]);
  expect(press("ArrowRight", "page", { shiftKey: true })).toBe("jump");
  expect(press("ArrowLeft", "slip", { shiftKey: true })).toBe("jumpBack");
});

it("leaves arrows to cards and fields, and the space bar to what is pressed", () => {
  expect(press("ArrowRight", "slip")).toBeNull();
  expect(press("ArrowRight", "field", { shiftKey: true })).toBeNull();
  expect(press(" ", "press")).toBeNull();
  expect(press(" ", "slip")).toBe("toggle");
});

it("takes nothing that is held with another key", () => {
  expect(press("ArrowLeft", "page", { altKey: true })).toBeNull();
  expect(press(" ", "page", { ctrlKey: true })).toBeNull();
});
