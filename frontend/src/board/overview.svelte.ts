import type { Outline } from "../lib/outline";
import { fitOverview, type Fit, type Load, type Room } from "./fit";

/** How long the texts of every sheet are, the tray first. */
function loadsOf({ tray, sheets, parked }: Outline): Load[] {
  const trayLoad = { lengths: tray.map(({ card }) => card.text.length), headings: 1 };
  const sheetLoads = [...sheets, ...parked].map(({ slips, sections }) => ({
    lengths: [slips, ...sections.map((section) => section.slips)].flat().map(({ card }) => card.text.length),
    headings: 1 + sections.length,
  }));
  return [trayLoad, ...sheetLoads];
}

/** Letters and columns for the overview, from the room there is. Follows the board and the window. */
export class Overview {
  #room = $state.raw<Room>({ width: 0, height: 0 });
  readonly fit: Fit | null = $derived.by(() =>
    this.on() ? fitOverview(loadsOf(this.outline()), this.#room) : null,
  );

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
}
