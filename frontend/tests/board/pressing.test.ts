import { expect, test } from "vitest";
import { Pressing } from "../../src/board/pressing";

const HERE = { x: 100, y: 100 };

function control({ isConnected = true } = {}): HTMLElement {
  return { isConnected } as HTMLElement;
}

test("a click is for what was there when the pointer went down, not for what slid under it", () => {
  const pressing = new Pressing();
  const [mine, other] = [control(), control()];
  for (const clicked of [other, null]) {
    pressing.down(mine, HERE);
    expect(pressing.meant(clicked, { x: 103, y: 98 }, true)).toBe(mine);
  }
});

test("it is for nothing when the pointer went down beside everything, or when what was pressed is gone", () => {
  const pressing = new Pressing();
  pressing.down(null, HERE);
  expect(pressing.meant(control(), HERE, true)).toBeNull();
  pressing.down(control({ isConnected: false }), HERE);
  expect(pressing.meant(control(), HERE, true)).toBeNull();
});

test("keys, a screen reader's click and a click elsewhere count for what the browser says", () => {
  const pressing = new Pressing();
  const [mine, other] = [control(), control()];
  expect(pressing.meant(other, HERE, true)).toBe(other);
  pressing.down(mine, HERE);
  expect(pressing.meant(other, HERE, false)).toBe(other);
  pressing.down(mine, HERE);
  expect(pressing.meant(other, { x: 140, y: 100 }, true)).toBe(other);
});

test("a press counts once, and not after it became a drag", () => {
  const pressing = new Pressing();
  const [mine, other] = [control(), control()];
  pressing.down(mine, HERE);
  pressing.meant(mine, HERE, true);
  expect(pressing.meant(other, HERE, true)).toBe(other);
  pressing.down(mine, HERE);
  pressing.forget();
  expect(pressing.meant(null, HERE, true)).toBeNull();
});
