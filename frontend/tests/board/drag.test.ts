import { describe, expect, test } from "vitest";
import { edgeSpeed, isDrag, isScroll, landBehind, landing, type SlipBox } from "../../src/board/drag";

const list = { left: 0, right: 200, top: 0, bottom: 300 };

function slip(key: string, top: number, left = 0): SlipBox {
  return { key, left, right: left + 200, top, bottom: top + 40 };
}

const three = [slip("a", 0), slip("b", 50), slip("c", 100)];

describe("landing", () => {
  test.each([
    [5, null],
    [30, "a"],
    [65, "a"],
    [85, "b"],
    [130, "c"],
    [290, "c"],
  ])("a pointer at height %d lands behind %s", (y, after) => {
    expect(landing(list, three, { x: 100, y }).after).toBe(after);
  });

  test("an empty list takes the slip first, with a line as wide as the list", () => {
    expect(landing(list, [], { x: 100, y: 200 })).toEqual({
      after: null,
      line: { left: 0, top: 2, width: 200 },
    });
  });

  test("with several columns only the column under the pointer counts", () => {
    const columns = [slip("a", 0), slip("b", 50), slip("c", 0, 220), slip("d", 50, 220)];
    expect(landing({ ...list, right: 420 }, columns, { x: 300, y: 10 }).after).toBe("b");
    expect(landing({ ...list, right: 420 }, columns, { x: 300, y: 95 }).after).toBe("d");
    expect(landing({ ...list, right: 420 }, columns, { x: 100, y: 95 }).after).toBe("b");
  });
});

describe("landBehind", () => {
  test("passes over the slips that are dragged", () => {
    expect(landBehind(["a", "b", "c"], "b", ["b"])).toBe("a");
    expect(landBehind(["a", "b", "c"], "c", ["b"])).toBe("c");
    expect(landBehind(["a", "b"], "a", ["a"])).toBeNull();
    expect(landBehind(["a", "b"], null, ["b"])).toBeNull();
  });
});

describe("beginning", () => {
  test("a mouse drags once it has moved a little", () => {
    expect(isDrag({ x: 0, y: 0 }, { x: 3, y: 4 })).toBe(false);
    expect(isDrag({ x: 0, y: 0 }, { x: 6, y: 4 })).toBe(true);
  });

  test("a finger that moves early scrolls", () => {
    expect(isScroll({ x: 0, y: 0 }, { x: 6, y: 6 })).toBe(false);
    expect(isScroll({ x: 0, y: 0 }, { x: 0, y: 12 })).toBe(true);
  });
});

describe("edgeSpeed", () => {
  test("is nothing in the middle and grows towards the edges", () => {
    expect(edgeSpeed(400, 0, 800)).toBe(0);
    expect(edgeSpeed(790, 0, 800)).toBeGreaterThan(edgeSpeed(760, 0, 800));
    expect(edgeSpeed(5, 0, 800)).toBeLessThan(edgeSpeed(40, 0, 800));
  });

  test("never passes its top speed, even outside", () => {
    expect(edgeSpeed(5_000, 0, 800)).toBe(12);
    expect(edgeSpeed(-5_000, 0, 800)).toBe(-12);
  });
});
