/** The whole log in the browser: any moment of it, quickly. */
import { evolve } from "./evolve";
import { withHoles } from "./holes";
import { emptyState, type State } from "./model";
import type { BoardEvent } from "./protocol";
import { Stretches, type Stretch } from "./stretches";
import { touching } from "./touching";

export type { Stretch } from "./stretches";

const SNAPSHOT_EVERY = 250;

export class Replay {
  readonly #events: BoardEvent[] = [];
  readonly #times: number[] = [];
  readonly #stretches = new Stretches();
  /** The states after 0, 250, 500 ... events. Records that did not change are shared between them. */
  readonly #snapshots: State[] = [emptyState()];

  /** The events from seq 1 on, without a gap. */
  constructor(events: readonly BoardEvent[] = []) {
    this.append(events);
  }

  get head(): number {
    return this.#events.length;
  }

  get events(): readonly BoardEvent[] {
    return this.#events;
  }

  /** Takes in the events that come next; known ones are left out. Throws RangeError at a gap. */
  append(events: readonly BoardEvent[]): void {
    for (const event of events) {
      if (event.seq <= this.head) continue;
      if (event.seq !== this.head + 1) throw new RangeError("A record is missing from the log.");
      this.#events.push(event);
      this.#times.push(Date.parse(event.at) || 0);
      this.#stretches.add(event);
      if (this.head % SNAPSHOT_EVERY === 0)
        this.#snapshots.push(this.#folded(this.head - SNAPSHOT_EVERY, this.head));
    }
  }

  eventAt(seq: number): BoardEvent | undefined {
    return this.#events[seq - 1];
  }

  /** Milliseconds since 1970; 0 for what is not there. */
  timeOf(seq: number): number {
    return this.#times[seq - 1] ?? 0;
  }

  /** The state after the event with this seq; 0 is before the first. Out of range counts as the nearest. */
  stateAt(seq: number): State {
    const wanted = Math.min(Math.max(Math.trunc(seq), 0), this.head);
    return withHoles(this.#folded(wanted - (wanted % SNAPSHOT_EVERY), wanted));
  }

  /** The state before the event with this seq. */
  before(seq: number): State {
    return this.stateAt(seq - 1);
  }

  /** Meetings and the times from home between them, in order. */
  stretches(): readonly Stretch[] {
    return this.#stretches.all;
  }

  /** The seqs of the events that touch a card or theme itself, or a card standing in it. */
  touching(kind: "card" | "theme", id: string): readonly number[] {
    return touching(this.#events, kind, id);
  }

  #folded(from: number, to: number): State {
    const start = this.#snapshots[from / SNAPSHOT_EVERY] ?? emptyState();
    return evolve(
      start,
      this.#events.slice(from, to).flatMap((event) => event.changes),
    );
  }
}
