/** What is gone through, moment by moment: the whole log, a part of it, or a story. Pure. */
import type { Hero } from "./moments";

/** A part of the log that plays by itself: behind `after`, up to `to`. */
export interface Stretch {
  readonly after: number;
  readonly to: number;
}

/** What is played when it is not everything: a stretch, or the story of its hero. */
export type Part = Stretch | Hero;

export function heroOf(part: Part | null): Hero | null {
  return part !== null && "kind" in part ? part : null;
}

export function stretchOf(part: Part | null): Stretch | null {
  return part !== null && "after" in part ? part : null;
}

/** The moments that steps lead through, counted from 1. */
export class Course {
  /** `seqs`: the moments of a story, in order; without them every change up to `head` is one. */
  constructor(
    private readonly head: number,
    private readonly seqs: readonly number[] | null = null,
  ) {}

  get count(): number {
    return this.seqs?.length ?? this.head;
  }

  /** Which moment it is; between two, the one before. */
  placeOf(seq: number): number {
    return this.seqs === null ? seq : Math.max(1, this.seqs.findLastIndex((one) => one <= seq) + 1);
  }

  /** The seq of a moment; out of range counts as the nearest. */
  seqAt(place: number): number {
    const inside = Math.max(1, Math.min(place, this.count));
    return this.seqs?.[inside - 1] ?? inside;
  }

  /** The moment that shows what happened at a mark: the first one from there on. */
  from(mark: number): number {
    if (this.seqs === null) return mark;
    return this.seqs.find((one) => one >= mark) ?? this.seqAt(this.count);
  }
}
