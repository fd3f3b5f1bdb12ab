import type { Hero } from "../../lib/stories/moments";

/** What the panel beside the board tells about; `find`: whom or what to follow. */
export type Look = Hero | { readonly kind: "board" } | { readonly kind: "find" };

/** The panel beside the board of a replay from a disk. */
export class LookedAt {
  look: Look | null = $state.raw(null);
  #from: HTMLElement | null = null;

  open(look: Look): void {
    if (this.look === null && document.activeElement instanceof HTMLElement)
      this.#from = document.activeElement;
    this.look = look;
  }

  /** The focus goes back to where it came from, if that is still there. */
  close(): void {
    this.look = null;
    if (this.#from?.isConnected === true) this.#from.focus();
    this.#from = null;
  }
}
