/** A replay that was taken out as a file: its data, and any moment of it. Pure. */
import { describe, type Sentence } from "./describe";
import { HOLE } from "./holes";
import type { State } from "./model";
import { nameOf } from "./people";
import type { BoardEvent, Person } from "./protocol";
import { Replay } from "./replay";
import { flowOf, type Step } from "./stories/flow";
import { themeStory, type ThemeStory } from "./stories/theme-story";
import { momentsOf, type Hero, type Moment } from "./stories/moments";
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
  /** Those who are named. */
  readonly people: readonly Person[];

  constructor(readonly data: TakenData) {
    this.#replay = new Replay(data.events.map((event, at) => ({ ...event, seq: at + 1, command_id: "" })));
    this.people = data.people.flatMap(({ id, pseudonym }) =>
      pseudonym === null ? [] : [{ id, pseudonym, role: "co_researcher", colour: "grey", active: true }],
    );
  }

  get count(): number {
    return this.#replay.head;
  }

  get events(): readonly BoardEvent[] {
    return this.#replay.events;
  }

  /** The board as it is at the end. */
  get last(): State {
    return this.stateAt(this.count);
  }

  get stretches(): readonly Stretch[] {
    return this.#replay.stretches();
  }

  /** Moments that were given a name, in order. */
  get named(): readonly { readonly name: string; readonly at: number }[] {
    const found = [...this.last.moment.values()].map(({ name, seq }) => ({
      name,
      at: Math.max(1, this.data.events.findLastIndex((event) => event.seq <= seq) + 1),
    }));
    return found.sort((a, b) => a.at - b.at);
  }

  /** Where meetings and times from home begin, and moments with a name, in order. */
  get marks(): readonly number[] {
    const all = [...this.stretches.map(({ from }) => from), ...this.named.map(({ at }) => at)];
    return [...new Set(all)].sort((a, b) => a - b);
  }

  eventAt(moment: number): BoardEvent | undefined {
    return this.#replay.eventAt(moment);
  }

  stateAt(moment: number): State {
    return this.#replay.stateAt(moment);
  }

  sentence(moment: number): Sentence | null {
    const event = this.#replay.eventAt(moment);
    return event === undefined ? null : describe(event, this.#replay.before(moment), this.people);
  }

  /** The moments that touched a card, a theme or a person. */
  told(hero: Hero): readonly Moment[] {
    return momentsOf(this.events, this.people, hero);
  }

  /** How cards came to a theme and left it, up to the end; null when there is no such theme. */
  flow(themeId: string): { readonly story: ThemeStory; readonly steps: readonly Step[] } | null {
    const story = themeStory(this.events, themeId);
    return story === null ? null : { story, steps: flowOf(this.events, story) };
  }

  /** What a story is about, by the name it has at the end. */
  nameOf({ kind, id }: Hero): string {
    if (kind === "person") return nameOf(this.people, id);
    const { card, theme } = this.last;
    return (kind === "card" ? card.get(id)?.text : theme.get(id)?.title) || HOLE;
  }
}
