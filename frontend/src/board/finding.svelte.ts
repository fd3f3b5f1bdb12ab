import { fold, found, foundSentence } from "./filter";
import type { State } from "../lib/model";
import type { Spot } from "./spots";

/** "Find a card": which cards the words fit, and going from one to the next. */
export class Finding {
  query = $state("");
  readonly #state: () => State;
  readonly #spots: () => ReadonlyMap<string, Spot>;
  readonly #asked = $derived.by(() => fold(this.query) !== "");
  /** The cards that the words fit; null: nothing is looked for. */
  readonly ids = $derived.by(() => (this.#asked ? found(this.#state().card, this.query) : null));
  readonly spots = $derived.by(() => this.#foundSpots());
  readonly summary = $derived.by(() => this.#summary());

  constructor(state: () => State, spots: () => ReadonlyMap<string, Spot>) {
    this.#state = state;
    this.#spots = spots;
  }

  hides(cardId: string): boolean {
    // Asked by every slip: as long as nothing is looked for, none of them hangs on what the board holds.
    return this.#asked && this.ids?.has(cardId) === false;
  }

  /** The slip after this one among those found, round and round. */
  after(key: string | null): string | null {
    const at = this.spots.findIndex((spot) => spot.key === key);
    return (this.spots[at + 1] ?? this.spots[0])?.key ?? null;
  }

  clear(): void {
    this.query = "";
  }

  #foundSpots(): readonly Spot[] {
    const { ids } = this;
    return ids === null ? [] : [...this.#spots().values()].filter(({ cardId }) => ids.has(cardId));
  }

  #summary(): string {
    return this.ids === null ? "" : foundSentence(this.spots);
  }
}
