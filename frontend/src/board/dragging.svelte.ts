import type { BoardView } from "./board-view.svelte";
import {
  edgeSpeed,
  isDrag,
  isScroll,
  landBehind,
  landing,
  LONG_PRESS,
  pointOf,
  type Landing,
  type Point,
} from "./drag";
import { listAt, slipBoxes } from "./lists-on-screen";
import { TRAY, type Spot } from "./spots";

interface Press {
  readonly pointer: number;
  readonly from: Point;
  readonly spot: Spot;
  readonly touch: boolean;
  readonly timer: number | null;
  readonly ending: AbortController;
}

interface Target {
  readonly listId: string;
  readonly landing: Landing;
}

/** One drag by mouse or finger. It holds ids; whatever happens to the slips meanwhile, nothing hangs on them. */
export class Dragging {
  at = $state.raw<Point | null>(null);
  target = $state.raw<Target | null>(null);
  #press: Press | null = null;
  #copy = false;

  constructor(
    private readonly view: BoardView,
    private readonly root: HTMLElement,
  ) {}

  get lifted(): boolean {
    return this.at !== null;
  }

  /** A pointer went down on a slip. Nothing is lifted yet. */
  press(event: PointerEvent, spot: Spot): void {
    this.cancel();
    const touch = event.pointerType !== "mouse";
    const from = pointOf(event);
    const timer = touch
      ? window.setTimeout(() => {
          this.#lift(from);
        }, LONG_PRESS)
      : null;
    const ending = new AbortController();
    this.#press = { pointer: event.pointerId, from, spot, touch, timer, ending };
    // A touch stays with what it began on, even when that is taken off the board: it must not start to scroll then.
    event.target?.addEventListener("touchmove", this.#still, { passive: false, signal: ending.signal });
  }

  move(event: PointerEvent): void {
    const press = this.#press;
    if (press?.pointer !== event.pointerId) return;
    const at = pointOf(event);
    this.#copy = event.ctrlKey || event.altKey;
    if (this.lifted) this.#aim(at);
    else if (press.touch && isScroll(press.from, at)) this.cancel();
    else if (!press.touch && isDrag(press.from, at)) this.#lift(at);
  }

  /** The pointer went up. True when that was the end of a drag. */
  drop(event: PointerEvent): boolean {
    if (this.#press?.pointer !== event.pointerId) return false;
    const { lifted, target } = this;
    const spots = this.view.dragged;
    this.cancel();
    if (lifted && target !== null) this.#put(spots, target);
    return lifted;
  }

  cancel(): void {
    this.#press?.ending.abort();
    if (this.#press !== null && this.#press.timer !== null) clearTimeout(this.#press.timer);
    if (this.lifted) this.view.dragged = [];
    this.#press = null;
    this.at = null;
    this.target = null;
  }

  readonly #still = (event: Event): void => {
    if (this.lifted) event.preventDefault();
  };

  #lift(at: Point): void {
    const press = this.#press;
    if (press === null) return;
    if (this.view.closing.stops("sorting")) {
      this.cancel();
      return;
    }
    this.root.setPointerCapture(press.pointer);
    this.view.dragged = this.view.together(press.spot);
    this.#aim(at);
    requestAnimationFrame(this.#scroll);
  }

  #aim(at: Point): void {
    this.at = at;
    const list = listAt(this.root, at);
    const listId = list?.dataset["list"];
    const box = list?.getBoundingClientRect();
    this.target =
      list === null || listId === undefined || box === undefined
        ? null
        : { listId, landing: landing(box, slipBoxes(list), at) };
  }

  /** Once a frame while something is lifted: scrolls near the edges. */
  readonly #scroll = (): void => {
    const { at } = this;
    if (at === null) return;
    const list = listAt(this.root, at);
    const down = list?.closest<HTMLElement>("[data-scroll=down]") ?? null;
    const side = this.root.querySelector<HTMLElement>("[data-scroll=side]");
    if (scrollDown(down, at) || scrollSide(side, at)) this.#aim(at);
    requestAnimationFrame(this.#scroll);
  };

  #put(dragged: readonly Spot[], { listId, landing: { after } }: Target): void {
    const { view } = this;
    const spots = dragged.flatMap(({ key }) => view.spots.get(key) ?? []);
    if (spots.length < dragged.length)
      view.toasts.problem("Somebody else changed that card. Please look again.");
    else if (listId === TRAY) view.takeOut(spots);
    else this.#putInTheme(spots, listId, after);
  }

  #putInTheme(spots: readonly Spot[], themeId: string, after: string | null): void {
    const keys = this.view.lists.find(({ id }) => id === themeId)?.spots.map(({ key }) => key) ?? [];
    const behind = landBehind(
      keys,
      after,
      spots.map(({ key }) => key),
    );
    const [first] = spots;
    const at = keys.indexOf(first?.key ?? "");
    if (spots.length === 1 && at !== -1 && (keys[at - 1] ?? null) === behind) return;
    const placement = behind === null ? null : (this.view.spots.get(behind)?.placementId ?? null);
    this.view.follow(this.view.move(spots, { themeId, after: placement, keep: this.#copy }));
  }
}

function scrollDown(scroller: HTMLElement | null, at: Point): boolean {
  if (scroller === null) return false;
  const { top, bottom } = scroller.getBoundingClientRect();
  const before = scroller.scrollTop;
  scroller.scrollTop += edgeSpeed(at.y, top, bottom);
  return scroller.scrollTop !== before;
}

function scrollSide(scroller: HTMLElement | null, at: Point): boolean {
  if (scroller === null) return false;
  const { left, right } = scroller.getBoundingClientRect();
  const before = scroller.scrollLeft;
  scroller.scrollLeft += edgeSpeed(at.x, left, right);
  return scroller.scrollLeft !== before;
}
