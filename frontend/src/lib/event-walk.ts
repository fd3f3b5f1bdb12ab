import { apply, type Kinds } from "./evolve";
import type { State } from "./model";
import type { Change } from "./protocol";

/** A state for walking through many events: `step` changes it in place, so that nothing is copied on the way. */
export class Walk {
  readonly state: State;
  readonly #kinds: Partial<Kinds>;

  constructor(start: State) {
    const kinds = Object.entries(start).map(([kind, records]) => [kind, new Map<string, object>(records)]);
    this.#kinds = Object.fromEntries(kinds) as Kinds;
    this.state = this.#kinds as unknown as State;
  }

  /** Throws BrokenLog. */
  step(changes: Iterable<Change>): void {
    for (const change of changes) apply((this.#kinds[change.kind] ??= new Map()), change);
  }
}
