import type { Past } from "../board/board-view.svelte";
import type { BoardLog } from "./board-log.svelte";

export type Speed = 1 | 4 | 16;
export const SPEEDS: readonly Speed[] = [1, 4, 16];
const STEP_MS = 1_000; // at speed 1, one change a second: time to read its sentence
const QUIET_MS = 400; // browsers refuse an address that changes at every step

/** Where the address of the page follows to. `null`: now. */
export type Follow = (at: number | null) => void;

/** The board as it was after a change, and the play button. `at` is that change's seq; null is now. */
export class LookingBack {
  at: number | null = $state(null);
  playing = $state(false);
  speed: Speed = $state(1);
  readonly past: Past | null = $derived.by(() => this.#seek());
  #timer: ReturnType<typeof setTimeout> | undefined;
  #following: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly log: BoardLog,
    private readonly follow: Follow,
  ) {}

  /** Shows the board as it was after `seq`; the address follows when the hand rests. */
  show(seq: number): void {
    const first = this.at === null;
    this.at = Math.max(1, Math.min(seq, Math.max(1, this.log.head)));
    clearTimeout(this.#following);
    if (first) this.follow(this.at);
    else
      this.#following = setTimeout(() => {
        this.follow(this.at);
      }, QUIET_MS);
  }

  step(by: number): void {
    this.pause();
    this.show((this.at ?? this.log.head) + by);
  }

  play(): void {
    if (this.at === null || this.at >= this.log.head) this.show(1);
    this.playing = true;
    this.#beat();
  }

  pause(): void {
    this.playing = false;
    clearTimeout(this.#timer);
  }

  toNow(): void {
    this.pause();
    clearTimeout(this.#following);
    if (this.at === null) return;
    this.at = null;
    this.follow(null);
  }

  /** The address changed by itself: back, forward, or a link from the log. */
  arrive(at: number | null): void {
    if (at === this.at) return;
    clearTimeout(this.#following);
    if (at === null) this.pause();
    this.at = at;
  }

  #beat(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (!this.playing || this.at === null) return;
      if (this.at >= this.log.head) this.pause();
      else {
        this.show(this.at + 1);
        this.#beat();
      }
    }, STEP_MS / this.speed);
  }

  #seek(): Past | null {
    if (this.at === null || this.log.status !== "ready") return null;
    const started = performance.now();
    const seq = Math.min(this.at, this.log.head);
    const state = this.log.stateAt(seq);
    performance.measure("themeroom:seek", { start: started, end: performance.now() });
    return { state, seq };
  }
}
