import type { Card } from "../lib/model";
import type { Outline, Sheet } from "../lib/outline";
import { fitOverview, type Fit, type Load, type Room } from "./fit";

/** Letters and columns for the overview, from the room there is. Follows the board and the window. */
export class Overview {
  #room = $state.raw<Room>({ width: 0, height: 0 });
  readonly fit: Fit | null = $derived.by(() => (this.on() ? this.#fit(this.outline()) : null));

  constructor(
    private readonly on: () => boolean,
    private readonly outline: () => Outline,
  ) {}

  /** Watches the size of the stage; returns what stops it. */
  watch(stage: HTMLElement): () => void {
    const watcher = new ResizeObserver(([entry]) => {
      if (entry !== undefined)
        this.#room = { width: entry.contentRect.width, height: entry.contentRect.height };
    });
    watcher.observe(stage);
    return () => {
      watcher.disconnect();
    };
  }

  #fit({ tray, sheets, parked }: Outline): Fit {
    return fitOverview(trayLoad(tray), [...sheets, ...parked].map(sheetLoad), this.#room);
  }
}

function trayLoad(tray: Outline["tray"]): Load {
  return { letters: tray.map(({ card }) => lettersOf(card)), headings: 2 };
}

function sheetLoad({ slips, sections }: Sheet): Load {
  const all = [slips, ...sections.map((section) => section.slips)].flat();
  return {
    letters: all.map(({ card, places }) => lettersOf(card) + (places > 1 ? 4 : 0)),
    headings: sections.length,
  };
}

function lettersOf({ text, label }: Card): number {
  return text.length + (label === null ? 0 : label.length + 2);
}
