import type { Past } from "../board/board-view.svelte";
import type { State } from "../lib/model";
import { browserClock, type Clock } from "../lib/surroundings";

export type Speed = 1 | 4 | 16;
export const SPEEDS: readonly Speed[] = [1, 4, 16];
export const STEP_MS = 1_000; // at speed 1, one change a second: time to read its sentence
export const QUIET_MS = 400; // browsers refuse an address that changes at every step

/** The name under which each seek is measured, for tests in a browser. */
export const SEEK = "themeroom:seek";

/** As much of a board's log as is needed to look back. */
export interface Reel {
  readonly head: number;
  readonly status: "loading" | "ready" | "failed";
  stateAt(seq: number): State;
}

/** A part of the log that plays by itself: behind `after`, up to `to`. */
export interface Stretch {
  readonly after: number;
  readonly to: number;
}

/** Where the address of the page follows to. `null`: now. */
export type Follow = (at: number | null) => void;

/** The board as it was after a change, and the play button. `at` is that change's seq; null is now. */
export class LookingBack {
  at: number | null = $state(null);
  playing = $state(false);
  speed: Speed = $state(1);
  /** What is played, when it is not everything. */
  stretch: Stretch | null = $state.raw(null);
  readonly past: Past | null = $derived.by(() => this.#seek());
  #stopBeat = (): void => undefined;
  #stopFollowing = (): void => undefined;

  constructor(
    readonly log: Reel,
    private readonly follow: Follow,
    private readonly clock: Clock = browserClock,
  ) {}

  /** Shows the board as it was after `seq`; the address follows when the hand rests. */
  show(seq: number): void {
    const first = this.at === null;
    this.at = Math.max(1, Math.min(seq, this.log.head));
    if (this.stretch !== null && (this.at <= this.stretch.after || this.at > this.stretch.to))
      this.stretch = null;
    this.#stopFollowing();
    if (first) this.follow(this.at);
    else
      this.#stopFollowing = this.clock.after(QUIET_MS, () => {
        this.follow(this.at);
      });
  }

  step(by: number): void {
    this.pause();
    this.show((this.at ?? this.log.head) + by);
  }

  /** Plays on from here; from the first change when there is nothing left to play. */
  play(): void {
    if (this.at === null || this.at >= this.#last()) this.show((this.stretch?.after ?? 0) + 1);
    this.playing = true;
    this.#beat();
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
    this.follow(null);
  }

  /** The address changed by itself: back, forward, or a link from the log. */
  arrive(at: number | null): void {
    if (at === this.at) return;
    this.#stopFollowing();
    if (at === null) this.pause();
    if (at === null) this.stretch = null;
    this.at = at;
  }

  #beat(): void {
    this.#stopBeat();
    this.#stopBeat = this.clock.after(STEP_MS / this.speed, () => {
      if (this.at === null || this.at >= this.#last()) this.pause();
      else {
        this.show(this.at + 1);
        this.#beat();
      }
    });
  }

  #seek(): Past | null {
    if (this.at === null || this.log.status !== "ready") return null;
    const started = performance.now();
    const seq = Math.min(this.at, this.log.head);
    const state = this.log.stateAt(seq);
    performance.measure(SEEK, { start: started, end: performance.now() });
    return { state, seq };
  }
}
