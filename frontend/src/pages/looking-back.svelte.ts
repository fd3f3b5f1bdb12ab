import { untrack } from "svelte";
import type { Past } from "../board/board-view.svelte";
import type { State } from "../lib/model";
import { browserClock, type Clock } from "../lib/surroundings";

/** So many changes a second; or as it happened, with long pauses cut. */
export type Speed = 1 | 4 | 16 | "lived";
export const SPEEDS: readonly Speed[] = [1, 4, 16, "lived"];
export const STEP_MS = 1_000; // at speed 1, one change a second: time to read its sentence
/** More changes at once than this turn most of a board over. */
const FAR = 50;
export const QUIET_MS = 400; // browsers refuse an address that changes at every step
/** As it happened: no pause is longer or shorter than this. */
export const LONGEST_PAUSE = 3_000;
export const SHORTEST_PAUSE = 60;

/** The name under which each seek is measured, for tests in a browser. */
export const SEEK = "themeroom:seek";

/** As much of a board's log as is needed to look back. */
export interface Reel {
  readonly head: number;
  /** Seqs to jump to: beginnings of chapters and moments with a name, in order. */
  readonly marks: readonly number[];
  /** The board right after a change; null while the log is not here. */
  stateAt(seq: number): State | null;
  /** Milliseconds since 1970. */
  timeOf(seq: number): number;
}

/** A part of the log that plays by itself: behind `after`, up to `to`. */
export interface Stretch {
  readonly after: number;
  readonly to: number;
}

/** Where the address of the page follows to. `null`: now. */
export type Follow = (at: number | null, stretch: Stretch | null) => void;

/** The board as it was after a change, and the play button. `at` is that change's seq; null is now. */
export class LookingBack {
  at: number | null = $state(null);
  playing = $state(false);
  speed: Speed = $state(1);
  /** What is played, when it is not everything. */
  stretch: Stretch | null = $state.raw(null);
  readonly past: Past | null = $derived.by(() => this.#seek());
  #far = false;
  #stopBeat = (): void => undefined;
  #stopFollowing = (): void => undefined;

  constructor(
    readonly log: Reel,
    private readonly follow: Follow,
    private readonly clock: Clock = browserClock,
  ) {}

  /** Shows the board as it was after `seq`; the address follows when the hand rests. */
  show(seq: number): void {
    if (this.log.head === 0) return;
    const first = this.at === null;
    this.#turnTo(Math.max(1, Math.min(seq, this.log.head)));
    const { stretch } = this;
    if (stretch !== null && (this.at === null || this.at <= stretch.after || this.at > stretch.to))
      this.stretch = null;
    this.#stopFollowing();
    if (first) this.follow(this.at, this.stretch);
    else
      this.#stopFollowing = this.clock.after(QUIET_MS, () => {
        this.follow(this.at, this.stretch);
      });
  }

  step(by: number): void {
    this.pause();
    this.show((this.at ?? this.log.head) + by);
  }

  /** To the next mark behind or before this moment; to either end when there is none. */
  jump(way: 1 | -1): void {
    const here = this.at ?? this.log.head;
    const { marks, head } = this.log;
    const found =
      way > 0 ? marks.find((seq) => seq > here) : marks.findLast((seq) => seq < here && seq <= head);
    this.pause();
    this.show(found ?? (way > 0 ? head : 1));
  }

  /** Plays on from here; from the first change when there is nothing left to play. */
  play(): void {
    if (this.at === null || this.at >= this.#last()) this.show((this.stretch?.after ?? 0) + 1);
    this.playing = true;
    this.#beat();
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  /** Plays what happened behind `after`, and stops at `to`. */
  playStretch(after: number, to: number): void {
    this.stretch = null;
    this.show(after + 1);
    this.stretch = { after, to };
    this.playing = true;
    this.#beat();
  }

  #last(): number {
    return Math.min(this.stretch?.to ?? this.log.head, this.log.head);
  }

  pause(): void {
    this.playing = false;
    this.#stopBeat();
  }

  toNow(): void {
    this.pause();
    this.#stopFollowing();
    this.stretch = null;
    if (this.at === null) return;
    this.at = null;
    this.follow(null, null);
  }

  /** The address changed by itself: back, forward, or a link. */
  arrive(at: number | null, stretch: Stretch | null = null): void {
    if (at === this.at) return;
    this.#stopFollowing();
    if (at === null) this.pause();
    this.stretch = at === null ? null : stretch;
    this.#turnTo(at);
  }

  /** Stays far while the hand goes up and down the log, until a single step is taken. */
  #turnTo(at: number | null): void {
    const way = Math.abs((at ?? this.log.head) - (this.at ?? this.log.head));
    if (way > FAR) this.#far = true;
    else if (way <= 1 || at === null) this.#far = false;
    this.at = at;
  }

  #beat(): void {
    this.#stopBeat();
    this.#stopBeat = this.clock.after(this.#pauseMs(), () => {
      if (this.at === null || this.at >= this.#last()) this.pause();
      else {
        this.show(this.at + 1);
        this.#beat();
      }
    });
  }

  /** Milliseconds until the next change shows. */
  #pauseMs(): number {
    if (this.speed !== "lived") return STEP_MS / this.speed;
    const here = this.at ?? 1;
    const gap = this.log.timeOf(here + 1) - this.log.timeOf(here);
    return Math.max(SHORTEST_PAUSE, Math.min(LONGEST_PAUSE, gap));
  }

  #seek(): Past | null {
    if (this.at === null) return null;
    const started = performance.now();
    const seq = this.log.head === 0 ? this.at : Math.min(this.at, this.log.head);
    const state = this.log.stateAt(seq);
    performance.measure(SEEK, { start: started, end: performance.now() });
    return state === null ? null : { state, seq, stepMs: untrack(() => this.#pauseMs()), far: this.#far };
  }
}
