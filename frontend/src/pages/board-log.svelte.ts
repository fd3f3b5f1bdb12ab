import { api } from "../lib/api";
import { describe, type Sentence } from "../lib/describe";
import { revert } from "../lib/evolve";
import { withHoles } from "../lib/holes";
import { marksIn, type Mark } from "../lib/marks";
import { fromJson, type State } from "../lib/model";
import { rewrites, type BoardEvent, type Person } from "../lib/protocol";
import { Replay } from "../lib/replay";
import { momentsOf, type Hero, type Moment } from "../lib/stories/moments";
import { isSame, NOTHING_UNSAID, stateWithout, without, type Unsaid } from "../lib/unsaid";
import { chaptersOf, type Chapter } from "./timeline";

export type LogStatus = "loading" | "ready" | "failed";

/** One moment that was asked for by itself, before the log is here. */
interface Early {
  readonly seq: number;
  readonly state: State;
  readonly event: BoardEvent;
}

/** The whole log of a board in the browser, growing as people work. */
export class BoardLog {
  status: LogStatus = $state("loading");
  /** The last seq held; 0 before the log is here. */
  head = $state(0);
  readonly chapters: readonly Chapter[] = $derived.by(() =>
    this.head === 0 ? [] : chaptersOf(this.#replay.stretches()),
  );
  /** Rounds, decisions and minutes, in order. */
  readonly standOut: readonly Mark[] = $derived.by(() => (this.head === 0 ? [] : [...this.#marks]));
  readonly marks: readonly number[] = $derived.by(() => {
    const seqs = [...this.chapters.map(({ first }) => first), ...this.named().map(({ seq }) => seq)];
    return [...new Set(seqs)].sort((a, b) => a - b);
  });
  /** The log as it may be told here. */
  #replay = $state.raw(new Replay());
  /** The log as it came. */
  #whole: BoardEvent[] = [];
  #unsaid: Unsaid = $state.raw(NOTHING_UNSAID);
  #marks: Mark[] = [];
  /** Grows when what is held, or is on its way here, holds words that were taken back. */
  #turn = 0;
  /** The log was asked for. */
  #begun = false;
  /** Settles when the moment that was asked for is here; the log lets it go first. */
  glimpsed: Promise<void> = Promise.resolve();
  #early: Early | null = $state.raw(null);
  #asking = false;
  #askAgain = false;

  /** `named`: the moments that have a name. `people`: those that sentences name. */
  constructor(
    private readonly boardId: string,
    readonly named: () => readonly Mark[] = () => [],
    private readonly people: () => readonly Person[] = () => [],
  ) {}

  get events(): readonly BoardEvent[] {
    return this.head === 0 ? [] : this.#replay.events;
  }

  eventAt(seq: number): BoardEvent | null {
    if (this.head === 0) return this.#earlyAt(seq)?.event ?? null;
    return this.events[seq - 1] ?? null;
  }

  /** Milliseconds since 1970. */
  timeOf(seq: number): number {
    return this.#replay.timeOf(seq);
  }

  /** Null while neither the log nor this moment is here. */
  stateAt(seq: number): State | null {
    if (this.head === 0) return this.#earlyAt(seq)?.state ?? null;
    return this.#replay.stateAt(seq);
  }

  #earlyAt(seq: number): Early | null {
    if (this.#early?.seq !== seq) return null;
    const { state, event } = this.#early;
    return { seq, state: stateWithout(state, this.#unsaid), event: without(event, this.#unsaid) };
  }

  /** From now on these words are not told, at no moment. */
  leaveOut(unsaid: Unsaid): void {
    if (isSame(unsaid, this.#unsaid)) return;
    this.#unsaid = unsaid;
    const whole = this.#whole;
    [this.#replay, this.#marks, this.#whole] = [new Replay(), [], []];
    this.#append(whole);
  }

  /** An event in plain words, with the names of its time. */
  sentence(event: BoardEvent, people: readonly Person[]): Sentence {
    return describe(event, this.#before(event), people);
  }

  #before(event: BoardEvent): State {
    const early = this.head === 0 ? this.#earlyAt(event.seq) : null;
    return early === null ? this.#replay.before(event.seq) : revert(early.state, event.changes);
  }

  touching(kind: "card" | "theme", id: string): readonly number[] {
    return this.head === 0 ? [] : this.#replay.touching(kind, id);
  }

  /** The moments that touched a card, a theme or a person; none while the log is not here. */
  told(hero: Hero): readonly Moment[] {
    return momentsOf(this.events, this.people(), hero);
  }

  /** Asks for one moment alone, which is there much sooner than a long log. */
  glimpse(seq: number): void {
    this.glimpsed = this.#glimpse(seq);
  }

  async #glimpse(seq: number): Promise<void> {
    const turn = this.#turn;
    try {
      const [{ state }, { events }] = await Promise.all([
        api.state(this.boardId, seq),
        api.events(this.boardId, seq - 1, 1),
      ]);
      const [event] = events;
      if (event?.seq === seq && turn === this.#turn)
        this.#early = { seq, event, state: withHoles(fromJson(state)) };
    } catch {
      // The log says so when it cannot be had.
    }
  }

  /** Asks for what happened after the last seq held. */
  async catchUp(): Promise<void> {
    this.#askAgain = this.#asking;
    if (this.#asking) return;
    this.#asking = true;
    this.#begun = true;
    const turn = this.#turn;
    try {
      await this.#load();
      if (turn === this.#turn) this.#publish();
    } catch {
      if (this.status === "loading") this.status = "failed";
    }
    this.#asking = false;
    if (this.#askAgain) await this.catchUp();
  }

  #publish(): void {
    this.head = this.#replay.head;
    this.#early = null;
    this.status = "ready";
  }

  /** Page by page; the next one is on its way while one is taken in. */
  async #load(): Promise<void> {
    const turn = this.#turn;
    let page = await api.events(this.boardId, this.#replay.head);
    while (turn === this.#turn) {
      const last = page.events.at(-1)?.seq ?? page.head;
      const next = last < page.head ? api.events(this.boardId, last) : null;
      this.#append(page.events);
      if (next === null) return;
      page = await next;
    }
  }

  /** Takes events as they are confirmed; when some are missing before them, asks for those. */
  receive(events: readonly BoardEvent[]): void {
    if (rewrites(events)) this.#forget();
    const follows = this.status === "ready" && !this.#asking && events[0]?.seq === this.head + 1;
    if (follows) {
      this.#append(events);
      this.head = this.#replay.head;
    } else if (this.#begun) void this.catchUp();
  }

  tryAgain(): Promise<void> {
    this.status = "loading";
    return this.catchUp();
  }

  /** Words were taken back: none of what is held may be shown any more. */
  #forget(): void {
    this.#turn += 1;
    [this.#replay, this.#marks, this.#whole] = [new Replay(), [], []];
    this.#early = null;
    this.head = 0;
    this.status = "loading";
  }

  #append(events: readonly BoardEvent[]): void {
    const fresh = events.filter(({ seq }) => seq > this.#replay.head);
    const told = fresh.map((event) => without(event, this.#unsaid));
    this.#replay.append(told);
    this.#whole.push(...fresh);
    this.#marks.push(...marksIn(told));
  }
}
