import fc from "./support/chance";
import { expect, test } from "vitest";
import { BrokenLog, evolve, revert } from "../../src/lib/evolve";
import { fromJson, toJson } from "../../src/lib/model";
import type { Change } from "../../src/lib/protocol";
import { card, create, remove, smallBoard, update } from "./support/boards";
import { fulfilled, wishes } from "./support/changes";

test("revert is the inverse of evolve", () => {
  fc.assert(
    fc.property(wishes, wishes, (first, then) => {
      const { state } = fulfilled(first);
      const { state: after, changes } = fulfilled(then, state);
      expect(evolve(state, changes)).toEqual(after);
      expect(revert(after, changes)).toEqual(state);
    }),
  );
});

test("evolve leaves the old state as it was and shares the kinds it does not touch", () => {
  const before = smallBoard();
  const copy = structuredClone(before);
  const after = evolve(before, [update("card", "calm0001", { text: "Calm" }, { text: "Quiet" })]);
  expect(before).toEqual(copy);
  expect(after.theme).toBe(before.theme);
  expect(after.card.get("helping1")).toBe(before.card.get("helping1"));
  expect(after.card.get("calm0001")?.text).toBe("Quiet");
});

test.each([
  ["a create over a record", create("card", "calm0001", card("Calm", "a9"))],
  ["a remove of nothing", remove("card", "nothing1", card("Calm", "a9"))],
  ["an update of nothing", update("card", "nothing1", { text: "a" }, { text: "b" })],
])("%s does not fit", (_, change) => {
  expect(() => evolve(smallBoard(), [change])).toThrow(BrokenLog);
});

test("a kind of a later time folds too", () => {
  const change = {
    kind: "sticker",
    id: "sticker1",
    before: null,
    after: { text: "Yes" },
  } as unknown as Change;
  const after = evolve(fromJson({ comment: {} }), [change]);
  expect(toJson(after)["sticker"]).toEqual({ sticker1: { text: "Yes" } });
});
