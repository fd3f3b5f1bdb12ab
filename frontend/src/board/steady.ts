/** Keeps the focus and what I look at where they are while others change the board. */

interface Anchor {
  readonly scroller: HTMLElement;
  readonly slip: string;
  readonly top: number;
}

interface SideAnchor {
  readonly scroller: HTMLElement;
  readonly sheet: string;
  readonly left: number;
}

/** What to hold, noted before the screen changes. */
export class Held {
  readonly #root: HTMLElement;
  readonly #anchors: readonly Anchor[];
  readonly #sides: readonly SideAnchor[];
  readonly #focus: string | null;

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#focus = focusedSlip(root);
    this.#anchors = scrollers(root, "down").flatMap((scroller) => anchorIn(scroller, this.#focus) ?? []);
    this.#sides = scrollers(root, "side").flatMap((scroller) => sideAnchor(scroller) ?? []);
  }

  /** After the screen has changed: scrolls back what slid away, and asks for the focus that was lost. */
  restore(refocus: (key: string) => void): void {
    for (const { scroller, slip, top } of this.#anchors) {
      const now = scroller.querySelector(`[data-slip="${CSS.escape(slip)}"]`);
      if (now !== null) scrollBack(scroller, "scrollTop", now.getBoundingClientRect().top - top);
    }
    for (const { scroller, sheet, left } of this.#sides) {
      const now = scroller.querySelector(`[data-sheet="${CSS.escape(sheet)}"]`);
      if (now !== null) scrollBack(scroller, "scrollLeft", now.getBoundingClientRect().left - left);
    }
    const gone = document.activeElement === document.body || document.activeElement === null;
    if (this.#focus !== null && gone && this.#root.isConnected) refocus(this.#focus);
  }
}

function scrollBack(scroller: HTMLElement, side: "scrollTop" | "scrollLeft", by: number): void {
  if (Math.abs(by) >= 1) scroller[side] += by;
}

function scrollers(root: HTMLElement, way: "down" | "side"): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(`[data-scroll="${way}"]`)];
}

/** The key of the slip that has the focus. */
function focusedSlip(root: HTMLElement): string | null {
  const focused = document.activeElement;
  if (focused === null || !root.contains(focused)) return null;
  return focused.closest<HTMLElement>("[data-slip]")?.dataset["slip"] ?? null;
}

/** Holds the focused slip, else the one under the pointer, else the first one in view of a scrolled list. */
function anchorIn(scroller: HTMLElement, focused: string | null): Anchor | null {
  // Measuring a sheet that is not drawn, far from what I look at, would have the browser lay it out for nothing.
  if (!scroller.checkVisibility({ contentVisibilityAuto: true })) return null;
  if (scroller.scrollHeight <= scroller.clientHeight) return null;
  const slip = focusedIn(scroller, focused) ?? hoveredIn(scroller) ?? firstInView(scroller);
  const key = slip?.dataset["slip"];
  if (!slip || key === undefined) return null;
  return { scroller, slip: key, top: slip.getBoundingClientRect().top };
}

function focusedIn(scroller: HTMLElement, focused: string | null): HTMLElement | null {
  if (focused === null) return null;
  const own = scroller.querySelector<HTMLElement>(`[data-slip="${CSS.escape(focused)}"]`);
  return own !== null && inView(own, scroller.getBoundingClientRect()) ? own : null;
}

function hoveredIn(scroller: HTMLElement): HTMLElement | null {
  return scroller.matches(":hover") ? scroller.querySelector<HTMLElement>("[data-slip]:hover") : null;
}

function inView(slip: HTMLElement, view: DOMRect): boolean {
  const { top, bottom } = slip.getBoundingClientRect();
  return bottom > view.top && top < view.bottom;
}

function firstInView(scroller: HTMLElement): HTMLElement | undefined {
  if (scroller.scrollTop === 0) return undefined;
  const edge = scroller.getBoundingClientRect().top + 1;
  const slips = [...scroller.querySelectorAll<HTMLElement>("[data-slip]")];
  return slips.find((slip) => slip.getBoundingClientRect().bottom > edge);
}

function sideAnchor(scroller: HTMLElement): SideAnchor | null {
  if (scroller.scrollLeft === 0) return null;
  const view = scroller.getBoundingClientRect();
  const sheets = [...scroller.querySelectorAll<HTMLElement>("[data-sheet]")];
  const first = sheets.find((sheet) => sheet.getBoundingClientRect().right > view.left + 24);
  const sheet = first?.dataset["sheet"];
  return first && sheet !== undefined ? { scroller, sheet, left: first.getBoundingClientRect().left } : null;
}
