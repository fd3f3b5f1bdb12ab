/** Pure geometry of dragging. All lengths are CSS pixels on the screen. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface SlipBox extends Box {
  readonly key: string;
}

/** Where a slip would land: behind `after` (null: first), and the line that shows it. */
export interface Landing {
  readonly after: string | null;
  readonly line: { readonly left: number; readonly top: number; readonly width: number };
}

const MOUSE_SLACK = 6;
const TOUCH_SLACK = 10;
const EDGE = 56;
const TOP_SPEED = 12;

/** How long a finger rests before it lifts a slip, in milliseconds; a shorter touch scrolls. */
export const LONG_PRESS = 260;

/** Where on the screen something happened. */
export function pointOf({ clientX, clientY }: MouseEvent): Point {
  return { x: clientX, y: clientY };
}

/** True when a mouse has moved enough to mean a drag and not a click. */
export function isDrag(from: Point, to: Point): boolean {
  return Math.hypot(to.x - from.x, to.y - from.y) > MOUSE_SLACK;
}

/** True when a finger has moved so early that it means to scroll. */
export function isScroll(from: Point, to: Point): boolean {
  return Math.hypot(to.x - from.x, to.y - from.y) > TOUCH_SLACK;
}

/** Where the pointer would put a slip in a list. Slips may run over several columns. */
export function landing(list: Box, slips: readonly SlipBox[], at: Point): Landing {
  const column = slips.filter(({ left, right }) => left <= at.x && at.x <= right);
  const near = column.length > 0 ? column : slips;
  const next = near.find(({ top, bottom }) => at.y < (top + bottom) / 2);
  if (next !== undefined) return before(slips, next);
  const last = near.at(-1);
  return last === undefined ? firstIn(list) : { after: last.key, line: lineAt(last, last.bottom + 2) };
}

function before(slips: readonly SlipBox[], next: SlipBox): Landing {
  const previous = slips[slips.indexOf(next) - 1];
  return { after: previous?.key ?? null, line: lineAt(next, next.top - 5) };
}

function firstIn(list: Box): Landing {
  return { after: null, line: lineAt(list, list.top + 2) };
}

function lineAt({ left, right }: Box, top: number): Landing["line"] {
  return { left, top, width: right - left };
}

/** Pixels to scroll in the next frame for a pointer near an edge; negative is towards the start. */
export function edgeSpeed(at: number, start: number, end: number): number {
  const reach = Math.min(EDGE, (end - start) / 4);
  if (at < start + reach) return -speed(start + reach - at, reach);
  if (at > end - reach) return speed(at - (end - reach), reach);
  return 0;
}

function speed(depth: number, reach: number): number {
  return Math.ceil(Math.min(1, depth / reach) * TOP_SPEED);
}

/** The key to land behind, passing over the slips that are being dragged themselves; null is first. */
export function landBehind(
  keys: readonly string[],
  after: string | null,
  dragged: readonly string[],
): string | null {
  const upTo = after === null ? [] : keys.slice(0, keys.indexOf(after) + 1);
  return upTo.findLast((key) => !dragged.includes(key)) ?? null;
}
