import { browserClock, type Clock } from "../lib/surroundings";
import type { SpotList } from "./spots";

/** Milliseconds in which a browser draws what stands on the page. */
const DRAWN_MS = 100;
/** Milliseconds between two helpings, for what the person does meanwhile. */
const REST_MS = 20;
/** About as many slips of one list as a screen shows at once, and as many lists. */
const SLIPS = 14;
const LISTS = 8;

/** The first slips of the first lists come before all others, so that a large board is there at once. */
export class FirstSight {
  /** Whether all slips are on the screen. */
  over = $state(false);
  /** So many slips of each list are drawn. */
  #slips = $state(SLIPS);
  #lists = $state(LISTS);
  readonly #first = $derived.by(
    () =>
      new Set(
        this.lists()
          .slice(0, this.#lists)
          .map(({ id }) => id),
      ),
  );

  constructor(
    private readonly lists: () => readonly SpotList[],
    private readonly clock: Clock = browserClock,
  ) {}

  /** The first slips stand on the page: the others follow, twice as many each time. Returns what stops that. */
  stands(): () => void {
    let stop = this.clock.after(DRAWN_MS, () => {
      this.#lists = Infinity;
      more();
    });
    const more = (): void => {
      this.#slips *= 2;
      this.over = this.lists().every(({ spots }) => spots.length <= this.#slips);
      if (!this.over) stop = this.clock.after(REST_MS, more);
    };
    return () => {
      stop();
    };
  }

  /** What of a list is drawn by now. */
  of<T>(listId: string, slips: readonly T[]): readonly T[] {
    if (this.over) return slips;
    return this.#first.has(listId) ? slips.slice(0, this.#slips) : [];
  }
}
