import { expect, test } from "vitest";
import { intentOf, type Ground, type Press } from "../../src/board/keyboard";

function press(key: string, held: Partial<Press> = {}): Press {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held };
}

test.each([
  ["m", "move"],
  ["M", "move"],
  ["a", "also"],
  [" ", "choose"],
  ["Delete", "takeOut"],
  ["Backspace", "takeOut"],
  ["?", "help"],
  ["/", "find"],
  ["Escape", "leave"],
])("on a slip the key %s means %s", (key, does) => {
  expect(intentOf(press(key), "slip")?.do).toBe(does);
});

test("arrows step, and with Alt they move the card itself", () => {
  expect(intentOf(press("ArrowDown"), "slip")).toEqual({ do: "step", step: "down" });
  expect(intentOf(press("ArrowDown", { altKey: true }), "slip")).toEqual({ do: "later" });
  expect(intentOf(press("ArrowUp", { altKey: true }), "slip")).toEqual({ do: "earlier" });
  expect(intentOf(press("ArrowLeft", { altKey: true }), "slip")).toBeNull();
});

test.each(["slip", "board"] as const)("Ctrl and Z undo on the %s, not with Shift", (ground: Ground) => {
  expect(intentOf(press("z", { ctrlKey: true }), ground)).toEqual({ do: "undo" });
  expect(intentOf(press("z", { metaKey: true }), ground)).toEqual({ do: "undo" });
  expect(intentOf(press("z", { ctrlKey: true, shiftKey: true }), ground)).toBeNull();
});

test.each(["m", "a", " ", "Delete", "ArrowDown"])("the key %s does nothing beside the slips", (key) => {
  expect(intentOf(press(key), "board")).toBeNull();
});

test.each(["m", "?", "/", "Escape", "ArrowDown"])("the key %s belongs to a field while typing", (key) => {
  expect(intentOf(press(key), "typing")).toBeNull();
});

test("other keys with Ctrl belong to the browser", () => {
  expect(intentOf(press("m", { ctrlKey: true }), "slip")).toBeNull();
  expect(intentOf(press("a", { ctrlKey: true }), "slip")).toBeNull();
});
