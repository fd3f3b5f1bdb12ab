/** A replay that was taken out as a file: its data, and any moment of it. Pure. */
import { describe, type Sentence } from "./describe";
import type { State } from "./model";
import type { BoardEvent, Person } from "./protocol";
import { Replay } from "./replay";
import type { Stretch } from "./stretches";

/** What the server puts into the file. `pseudonym` null: a person whose name was withdrawn. */
export interface TakenData {
  readonly study: string;
  readonly source: string | null;
  readonly made_at: string;
  readonly named: boolean;
  readonly people: readonly { readonly id: string; readonly pseudonym: string | null }[];
  readonly events: readonly Omit<BoardEvent, "command_id">[];
}

/** Moments are counted from 1 on. The number in the log may be higher: not everything is in the file. */
export class Taken {
  readonly #replay: Replay;
  readonly #people: readonly Person[];

  constructor(readonly data: TakenData) {
    this.#replay = new Replay(data.events.map((event, at) => ({ ...event, seq: at + 1, command_id: "" })));
    this.#people = data.people.flatMap(({ id, pseudonym }) =>
      pseudonym === null ? [] : [{ id, pseudonym, role: "co_researcher", colour: "grey", active: true }],
    );
  }

  get count(): number {
    return this.#replay.head;
  }

  get stretches(): readonly Stretch[] {
    return this.#replay.stretches();
  }

  /** Moments that were given a name, in order. */
  get named(): readonly { readonly name: string; readonly at: number }[] {
    const found = [...this.stateAt(this.count).moment.values()].map(({ name, seq }) => ({
      name,
      at: Math.max(1, this.data.events.findLastIndex((event) => event.seq <= seq) + 1),
    }));
    return found.sort((a, b) => a.at - b.at);
  }

  eventAt(moment: number): BoardEvent | undefined {
    return this.#replay.eventAt(moment);
  }

  stateAt(moment: number): State {
    return this.#replay.stateAt(moment);
  }

  sentence(moment: number): Sentence | null {
    const event = this.#replay.eventAt(moment);
    return event === undefined ? null : describe(event, this.#replay.before(moment), this.#people);
  }
}
