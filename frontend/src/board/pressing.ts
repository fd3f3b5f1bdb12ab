import { isScroll, type Point } from "./drag";

interface Press {
  readonly control: HTMLElement | null;
  readonly at: Point;
}

/**
 * What a click was meant for. Between the moment a finger goes down and the moment it goes up others may move cards: the browser
 * then clicks what slid under the finger. What counts is what was there when the finger went down.
 */
export class Pressing {
  #press: Press | null = null;

  /** A pointer went down on a control, or beside all of them. */
  down(control: HTMLElement | null, at: Point): void {
    this.#press = { control, at };
  }

  /** It became something else: a drag, or a swipe. */
  forget(): void {
    this.#press = null;
  }

  /**
   * The control a click is for; null when there was none, or when it is gone by now. `clicked` is what the browser says, and
   * counts when no pointer went down here: a key, or the click of a screen reader.
   */
  meant(clicked: HTMLElement | null, at: Point, byPointer: boolean): HTMLElement | null {
    const press = this.#press;
    this.#press = null;
    if (!byPointer || press === null || isScroll(press.at, at)) return clicked;
    return press.control?.isConnected === true ? press.control : null;
  }
}
