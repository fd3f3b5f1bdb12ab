import type { Spot, SpotList } from "./spots";
import { standIn, walk, type Step } from "./walk";

const CONTROLS = "[data-do]";

/** One tab stop for all slips. Holds keys, never an element, so that slips may come and go. */
export class Roving {
  #spot: Spot | null = null;
  /** The slips of its list when it was taken, to find a neighbour once it has gone. */
  #around: readonly string[] = [];

  /** `lists`: the slips that can be reached now, neither folded away nor filtered out. */
  constructor(
    private readonly root: HTMLElement,
    private readonly lists: () => readonly SpotList[],
  ) {}

  slip(key: string): HTMLElement | null {
    return this.root.querySelector(`[data-slip="${CSS.escape(key)}"]`);
  }

  show(key: string): void {
    const slip = this.slip(key);
    if (slip !== null) bringIntoView(slip);
  }

  /** Makes this slip the tab stop. */
  take(key: string): void {
    const list = this.lists().find(({ spots }) => spots.some((spot) => spot.key === key));
    const spot = list?.spots.find((one) => one.key === key);
    if (list === undefined || spot === undefined) return;
    if (this.#spot !== null && this.#spot.key !== key) setTabStop(this.slip(this.#spot.key), -1);
    this.#spot = spot;
    this.#around = list.spots.map((one) => one.key);
    setTabStop(this.slip(key), 0);
  }

  /** After every change of the screen: some slip that can be reached is the tab stop. */
  refresh(): void {
    const spots = this.lists().flatMap((list) => list.spots);
    const same = spots.find(({ key }) => key === this.#spot?.key);
    const next = same?.key ?? this.#near(spots) ?? spots[0]?.key;
    if (next !== undefined) this.take(next);
  }

  /** Gives the slip the focus; `look` also brings it into view. False when it is not there. */
  focus(key: string, look = true): boolean {
    const slip = this.slip(key);
    const button = slip?.querySelector<HTMLElement>(CONTROLS);
    if (slip === null || !button) return false;
    this.take(key);
    button.focus({ preventScroll: true });
    if (look) bringIntoView(slip);
    return true;
  }

  /** Gives the focus back to the slip that had it last, or to what stands in for it. */
  focusAgain(): boolean {
    this.refresh();
    return this.#spot !== null && this.focus(this.#spot.key, false);
  }

  step(step: Step): void {
    const next = this.#spot === null ? null : walk(this.lists(), this.#spot.key, step);
    if (next !== null) this.focus(next);
  }

  /** The same card elsewhere, else the nearest slip of the old list. */
  #near(spots: readonly Spot[]): string | null {
    if (this.#spot === null) return null;
    const { key, cardId } = this.#spot;
    const at = this.#around.indexOf(key);
    const neighbours = [...this.#around.slice(at + 1), ...this.#around.slice(0, Math.max(at, 0)).reverse()];
    return standIn(spots, { cardId, neighbours });
  }
}

/** Its whole sheet sideways, and the slip itself up or down. */
function bringIntoView(slip: HTMLElement): void {
  slip.closest("[data-sheet]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  slip.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function setTabStop(slip: HTMLElement | null, tabIndex: number): void {
  for (const control of slip?.querySelectorAll<HTMLElement>(CONTROLS) ?? []) control.tabIndex = tabIndex;
}
