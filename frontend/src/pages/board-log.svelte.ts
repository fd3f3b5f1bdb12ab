import { api } from "../lib/api";
import { describe, type Sentence } from "../lib/describe";
import type { State } from "../lib/model";
import { rewrites, type BoardEvent, type Person } from "../lib/protocol";
import { Replay } from "../lib/replay";
import { chaptersOf, type Chapter } from "./timeline";

export type LogStatus = "loading" | "ready" | "failed";

/** The whole log of a board in the browser, growing as people work. */
export class BoardLog {
  status: LogStatus = $state("loading");
  /** The last seq held; 0 before the log is here. */
  head = $state(0);
  readonly chapters: readonly Chapter[] = $derived.by(() =>
    this.head === 0 ? [] : chaptersOf(this.#replay.stretches()),
  );
  #replay = new Replay();
  /** Grows when what is held, or is on its way here, holds words that were taken back. */
  #turn = 0;
  #asking = false;
  #askAgain = false;

  constructor(private readonly boardId: string) {}

  get events(): readonly BoardEvent[] {
    return this.head === 0 ? [] : this.#replay.events;
  }

  eventAt(seq: number): BoardEvent | null {
    return this.events[seq - 1] ?? null;
  }

  /** Milliseconds since 1970. */
  timeOf(seq: number): number {
    return Date.parse(this.eventAt(seq)?.at ?? "") || 0;
  }

  stateAt(seq: number): State {
    return this.#replay.stateAt(seq);
  }

  /** An event in plain words, with the names of its time. */
  sentence(event: BoardEvent, people: readonly Person[]): Sentence {
    return describe(event, this.#replay.before(event.seq), people);
  }

  touching(kind: "card" | "theme", id: string): readonly number[] {
    return this.head === 0 ? [] : this.#replay.touching(kind, id);
  }

  /** Asks for what happened after the last seq held. */
  async catchUp(): Promise<void> {
    this.#askAgain = this.#asking;
    if (this.#asking) return;
    this.#asking = true;
    const turn = this.#turn;
    try {
      const events = await api.allEvents(this.boardId, this.head);
      if (turn === this.#turn) this.#append(events);
      if (turn === this.#turn) this.status = "ready";
    } catch {
      if (this.status === "loading") this.status = "failed";
    }
    this.#asking = false;
    if (this.#askAgain) await this.catchUp();
  }

  /** Takes events as they are confirmed; when some are missing before them, asks for those. */
  receive(events: readonly BoardEvent[]): void {
    if (rewrites(events)) this.#forget();
    const follows = this.status === "ready" && !this.#asking && events[0]?.seq === this.head + 1;
    if (follows) this.#append(events);
    else void this.catchUp();
  }

  tryAgain(): Promise<void> {
    this.status = "loading";
    return this.catchUp();
  }

  /** Words were taken back: none of what is held may be shown any more. */
  #forget(): void {
    this.#turn += 1;
    this.#replay = new Replay();
    this.head = 0;
    this.status = "loading";
  }

  #append(events: readonly BoardEvent[]): void {
    this.#replay.append(events);
    this.head = this.#replay.head;
  }
}
