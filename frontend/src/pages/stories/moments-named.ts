import { stretchName } from "../../lib/stories/words";
import type { Stretch } from "../../lib/stretches";
import { dayName } from "../../lib/time";

/** A moment that can be chosen. */
export interface MomentName {
  readonly seq: number;
  readonly name: string;
}

/** The ends of meetings and times from home, and moments with a name, in order. */
export function momentNames(
  stretches: readonly Stretch[],
  named: Iterable<{ readonly seq: number; readonly name: string }>,
  now: Date,
): readonly MomentName[] {
  const ends = stretches.map((stretch) => ({
    seq: stretch.to,
    name: `After ${stretch.kind === "home" ? "the time from home" : `“${stretchName(stretch)}”`}, ${dayName(stretch.endedAt, now)}`,
  }));
  return [...ends, ...named].sort((a, b) => a.seq - b.seq);
}
