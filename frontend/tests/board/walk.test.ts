import { describe, expect, test } from "vitest";
import { reachable, spotLists, spotsByKey } from "../../src/board/spots";
import { nearestLeft, standIn, walk } from "../../src/board/walk";
import { smallOutline } from "./boards";

const lists = spotLists(smallOutline());

describe("spots", () => {
  test("lists come in the order of reading", () => {
    expect(lists.map(({ id, sheetId }) => [id, sheetId])).toEqual([
      ["tray", "tray"],
      ["growth", "growth"],
      ["learning", "growth"],
      ["support", "support"],
      ["later", "later"],
    ]);
  });

  test("a card in two themes lies in two spots", () => {
    const spots = [...spotsByKey(lists).values()].filter(({ cardId }) => cardId === "resilience");
    expect(spots.map(({ key, listId }) => [key, listId])).toEqual([
      ["p-p1", "growth"],
      ["p-p3", "learning"],
    ]);
  });
});

describe("reachable", () => {
  test("arrows pass over what is folded away", () => {
    expect(walk(reachable(lists, new Set(["learning"]), null), "p-p1", "down")).toBeNull();
    expect(walk(reachable(lists, new Set(["learning"]), null), "p-p1", "right")).toBe("p-p4");
  });

  test("while searching only what is found counts, folded or not", () => {
    const some = reachable(lists, new Set(["learning"]), new Set(["courses", "listening"]));
    expect(some.flatMap(({ spots }) => spots.map(({ key }) => key))).toEqual(["p-p2", "p-p4"]);
  });
});

describe("walk", () => {
  test.each([
    ["p-p1", "down", "p-p2"],
    ["p-p2", "up", "p-p1"],
    ["p-p3", "down", null],
    ["p-p1", "left", "c-calm"],
    ["c-calm", "right", "p-p1"],
    ["p-p3", "right", "p-p4"],
    ["p-p4", "left", "p-p1"],
    ["p-p4", "right", null],
    ["p-p3", "first", "p-p2"],
    ["p-p2", "last", "p-p3"],
  ] as const)("S from %s %s leads to %s", (from, step, to) => {
    expect(walk(lists, from, step)).toBe(to);
  });

  test("a slip that is not there leads to the first one", () => {
    expect(walk(lists, "p-gone", "down")).toBe("c-calm");
  });
});

describe("standIn", () => {
  const spots = lists.flatMap((list) => list.spots);

  test("prefers the same card in another place", () => {
    expect(standIn(spots, { cardId: "resilience", neighbours: ["p-p2"] })).toBe("p-p1");
  });

  test("takes the next neighbour that is still there", () => {
    expect(standIn(spots, { cardId: "gone", neighbours: ["p-gone", "p-p2"] })).toBe("p-p2");
  });

  test("gives up when everything around has gone", () => {
    expect(standIn(spots, { cardId: "gone", neighbours: ["p-gone"] })).toBeNull();
  });
});

test("nearestLeft finds the following slip, then the one before", () => {
  expect(nearestLeft(["a", "b", "c", "d"], ["b", "c"])).toBe("d");
  expect(nearestLeft(["a", "b", "c"], ["b", "c"])).toBe("a");
  expect(nearestLeft(["a"], ["a"])).toBeNull();
});
