import { byName } from "../lib/people";
import type { BoardEvent, PersonHere } from "../lib/protocol";
import { clockTime, dayName } from "../lib/time";
import { fitting, namedThing, type NamedRef, type What } from "./log-filter";
import { grouped, type Placed } from "./log-groups";
import type { OpenBoard } from "./open-board.svelte";
import { chapterOf } from "./timeline";

export const PAGE = 100;

export interface Entry extends Placed {
  readonly event: BoardEvent;
  readonly time: string;
}

/** What the log page shows: the filter, and how far back. Looking back, it ends at that moment. */
export class LogView {
  personId: string | null = $state(null);
  typed = $state("");
  what: What | null = $state(null);
  reasoned = $state(false);
  /** Days, both included; empty: no end. */
  from = $state("");
  to = $state("");
  shown = $state(PAGE);
  readonly #open: OpenBoard;
  /** Entries made before, for as long as the log holds the same event; "today" and "yesterday" hold for one day. */
  readonly #known = new Map<number, Entry>();
  #today = "";

  // Both stay the same object while only placements change, and so does the long list made of them.
  readonly #cards = $derived.by(() => this.#open.store.shown.card);
  readonly #themes = $derived.by(() => this.#open.store.shown.theme);
  readonly people: readonly PersonHere[] = $derived.by(() => byName(this.#open.people));
  readonly things: readonly NamedRef[] = $derived.by(() => this.#things());
  readonly thing: NamedRef | null = $derived.by(() => namedThing(this.things, this.typed));
  readonly seqs: readonly number[] = $derived.by(() => this.#fitting());
  readonly entries: readonly Entry[] = $derived.by(() => this.#entries());
  readonly groups = $derived.by(() => grouped(this.entries));
  readonly filtered = $derived.by(() => this.personId !== null || this.thing !== null || this.narrowed > 0);
  /** How many of the further filters are set. */
  readonly narrowed = $derived.by(
    () => [this.what !== null, this.reasoned, this.from !== "", this.to !== ""].filter(Boolean).length,
  );

  constructor(open: OpenBoard) {
    this.#open = open;
  }

  showEarlier(): void {
    this.shown += PAGE;
  }

  clear(): void {
    this.personId = null;
    this.typed = "";
    this.what = null;
    this.reasoned = false;
    this.from = "";
    this.to = "";
    this.shown = PAGE;
  }

  #things(): NamedRef[] {
    const cards = [...this.#cards].map(([id, { text }]): NamedRef => ({ kind: "card", id, name: text }));
    const themes = [...this.#themes].map(([id, { title }]): NamedRef => ({ kind: "theme", id, name: title }));
    return [...themes, ...cards];
  }

  #fitting(): readonly number[] {
    const { log, past } = this.#open;
    const events = past === null ? log.events : log.events.slice(0, past.seq);
    const touching = this.thing === null ? null : log.touching(this.thing.kind, this.thing.id);
    return fitting(events, {
      ...{ personId: this.personId, touching, what: this.what },
      ...{ reasoned: this.reasoned, from: this.from, to: this.to },
    });
  }

  #entries(): Entry[] {
    const now = new Date();
    if (now.toDateString() !== this.#today) this.#known.clear();
    this.#today = now.toDateString();
    return this.seqs.slice(0, this.shown).flatMap((seq) => this.#entry(seq, now) ?? []);
  }

  #entry(seq: number, now: Date): Entry | null {
    const { log } = this.#open;
    const event = log.eventAt(seq);
    const known = this.#known.get(seq);
    if (event === null || known?.event === event) return known ?? null;
    const chapter = chapterOf(log.chapters, seq);
    const place = { chapter: chapter?.title ?? "", chapterStart: chapter?.first ?? 0 };
    const entry = { event, time: clockTime(event.at), day: dayName(event.at, now), ...place };
    this.#known.set(seq, entry);
    return entry;
  }
}
