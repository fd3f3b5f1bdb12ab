import type { SpotList } from "./spots";
import { standIn, walk, type Step } from "./walk";

const CONTROLS = "[data-do]";

/** One tab stop for all slips. Holds a key, never an element, so that slips may come and go. */
export class Roving {
  #key: string | null = null;

  constructor(
    private readonly root: HTMLElement,
    private readonly lists: () => readonly SpotList[],
  ) {}

  get key(): string | null {
    return this.#key;
  }

  slip(key: string): HTMLElement | null {
    return this.root.querySelector(`[data-slip="${CSS.escape(key)}"]`);
  }

  /** Makes this slip the tab stop. */
  take(key: string): void {
    if (this.#key !== null && this.#key !== key) setTabStop(this.slip(this.#key), -1);
    this.#key = key;
    setTabStop(this.slip(key), 0);
  }

  /** After every change of the screen: some slip that is there is the tab stop. */
  refresh(): void {
    if (this.#key !== null && this.slip(this.#key) !== null) return this.take(this.#key);
    const first = this.root.querySelector<HTMLElement>("[data-slip]")?.dataset["slip"];
    if (first !== undefined) this.take(first);
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

  /** Gives the focus back to the slip that had it last, or to the first one. */
  focusAgain(): boolean {
    this.refresh();
    return this.#key !== null && this.focus(this.#key, false);
  }

  step(step: Step): void {
    const next = this.#key === null ? null : walk(this.lists(), this.#key, step);
    if (next !== null) this.focus(next);
  }

  /** Focuses the slip, or what stands in for it when it has gone. */
  focusOrNear(lost: {
    readonly key: string;
    readonly cardId: string;
    readonly neighbours: readonly string[];
  }): void {
    if (this.focus(lost.key, false)) return;
    const other = standIn(this.lists(), lost);
    if (other !== null) this.focus(other, false);
  }
}

/** Its whole sheet sideways, and the slip itself up or down. */
export function bringIntoView(slip: HTMLElement): void {
  slip.closest("[data-sheet]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  slip.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function setTabStop(slip: HTMLElement | null, tabIndex: number): void {
  for (const control of slip?.querySelectorAll<HTMLElement>(CONTROLS) ?? []) control.tabIndex = tabIndex;
}
