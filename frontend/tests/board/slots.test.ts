import { expect, it } from "vitest";
import { Slots } from "../../src/board/slots";

it("gives each slip an element that goes along with it, and one of its own to each that comes", () => {
  const slots = new Slots();
  const [tea, toast, talk] = slots.of(["tea", "toast", "talk"], false);
  expect(slots.of(["talk", "tea", "new", "toast"], false)).toEqual([talk, tea, expect.any(Number), toast]);
  expect(new Set(slots.of(["talk", "tea", "new", "toast"], false)).size).toBe(4);
});

it("draws other slips over the same elements far away, and makes none anew when it goes on from there", () => {
  const slots = new Slots();
  const first = slots.of(["tea", "toast", "talk"], false);
  expect(slots.of(["calm", "help", "tea"], true)).toEqual(first);
  expect(slots.of(["calm", "help", "tea"], false)).toEqual(first);
  expect(slots.of(["calm", "tea"], false)).toEqual([first[0], first[2]]);
  expect(slots.of(["a", "b", "c", "d"], true).slice(0, 2)).toEqual([first[0], first[2]]);
});
