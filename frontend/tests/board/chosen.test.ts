import { expect, test } from "vitest";
import { Chosen } from "../../src/board/chosen.svelte";
import { spotLists, spotsByKey } from "../../src/board/spots";
import { smallOutline } from "./boards";

const lists = spotLists(smallOutline());
const all = spotsByKey(lists);
const learning = lists.find(({ id }) => id === "learning")?.spots ?? [];

test("chosen slips come in the order of the screen, not of choosing", () => {
  const chosen = new Chosen();
  chosen.toggle("p-p4");
  chosen.toggle("c-calm");
  expect(chosen.spots(all).map(({ key }) => key)).toEqual(["c-calm", "p-p4"]);
});

test("choosing again takes back", () => {
  const chosen = new Chosen();
  chosen.toggle("p-p4");
  chosen.toggle("p-p4");
  expect(chosen.count).toBe(0);
});

test("stretching goes from the last chosen slip of the list", () => {
  const chosen = new Chosen();
  chosen.stretch(learning, "p-p3");
  expect(chosen.spots(all).map(({ key }) => key)).toEqual(["p-p3"]);
  chosen.stretch(learning, "p-p2");
  expect(chosen.spots(all).map(({ key }) => key)).toEqual(["p-p2", "p-p3"]);
});

test("slips that have gone are forgotten, and clearing ends choosing", () => {
  const chosen = new Chosen();
  chosen.choosing = true;
  chosen.toggle("p-gone");
  chosen.toggle("p-p4");
  chosen.keep(all);
  expect(chosen.count).toBe(1);
  chosen.clear();
  expect([chosen.count, chosen.choosing]).toEqual([0, false]);
});
