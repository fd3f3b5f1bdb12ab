import type { Change } from "./protocol";

/** What the server will probably record. `null`: no guess, the screen waits for the server. */
export type Guess = Change[] | null;

/** Who asks, and for whom; null when that is not known, or for nobody else. */
export interface Hand {
  readonly writer: string | null;
  readonly forWhom: string | null;
}
