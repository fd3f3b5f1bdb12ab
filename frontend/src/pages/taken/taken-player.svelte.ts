export const PACES = [1, 4, 16] as const;
export type Pace = (typeof PACES)[number];
const STEP_MS = 1_000; // at pace 1, one change a second: time to read its sentence

/** Does something later, in milliseconds; answers what calls it off. */
type After = (ms: number, then: () => void) => () => void;

// Not the clock of the board's store: that would bring along what speaks with a server.
function later(ms: number, then: () => void): () => void {
  const timer = setTimeout(then, ms);
  return () => {
    clearTimeout(timer);
  };
}

/** Plays the moments 1 to `count`, one after another. */
export class TakenPlayer {
  at = $state(1);
  playing = $state(false);
  pace: Pace = $state(1);
  #stop = (): void => undefined;

  constructor(
    readonly count: number,
    private readonly after: After = later,
  ) {}

  show(moment: number): void {
    this.at = Math.max(1, Math.min(Math.trunc(moment), this.count));
  }

  step(by: number): void {
    this.pause();
    this.show(this.at + by);
  }

  /** Plays on from here; from the first moment when there is nothing left to play. */
  play(): void {
    if (this.at >= this.count) this.show(1);
    this.playing = true;
    this.#beat();
  }

  pause(): void {
    this.playing = false;
    this.#stop();
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  #beat(): void {
    this.#stop();
    this.#stop = this.after(STEP_MS / this.pace, () => {
      this.show(this.at + 1);
      if (this.at >= this.count) this.pause();
      else this.#beat();
    });
  }
}
