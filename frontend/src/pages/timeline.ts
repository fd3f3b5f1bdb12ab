import type { Stretch } from "../lib/replay";

/** A meeting, or the time from home between two meetings. Both ends are seqs and belong to it. */
export interface Chapter {
  readonly title: string;
  readonly meeting: boolean;
  readonly first: number;
  readonly last: number;
}

/** One bar of the time strip. An empty bar stands at the last seq before it. */
export interface Bar {
  readonly seq: number;
  readonly count: number;
  /** 0 to 1; the tallest bar of the strip is 1. */
  readonly height: number;
}

export interface Label extends Chapter {
  /** Column of the strip at which the chapter begins, and how many it takes. */
  readonly column: number;
  readonly columns: number;
}

export interface Strip {
  readonly bars: readonly Bar[];
  readonly labels: readonly Label[];
}

const LEAST_COLUMNS = 8;
/** A letter of a label and the gap after one, measured against the text size of the page. */
const LETTER = 0.4375;
const GAP = 0.875;

/** Lays chapters side by side, wider where more happened; inside a chapter, time runs evenly. */
export function layStrip(
  chapters: readonly Chapter[],
  timeOf: (seq: number) => number,
  columns: number,
): Strip {
  const labels = layLabels(chapters, columns);
  const counted = labels.flatMap((label) => countBars(label, timeOf));
  const most = Math.max(1, ...counted.map(({ count }) => count));
  const bars = counted.map((bar) => ({ ...bar, height: Math.sqrt(bar.count / most) }));
  return { bars, labels };
}

function layLabels(chapters: readonly Chapter[], columns: number): Label[] {
  const least = Math.max(1, Math.min(LEAST_COLUMNS, Math.floor(columns / Math.max(1, chapters.length))));
  const spare = Math.max(0, columns - least * chapters.length);
  const total = chapters.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  let end = 0; // not rounded, so that rounding never adds up
  return chapters.map((chapter) => {
    const start = end;
    end += least + (spare * (chapter.last - chapter.first + 1)) / total;
    const column = Math.round(start);
    return { ...chapter, column, columns: Math.round(end) - column };
  });
}

export interface PlacedLabel {
  readonly title: string;
  readonly first: number;
  /** Pixels from the left end of the strip. */
  readonly left: number;
}

/**
 * The labels that can be read side by side; meetings come before times from home.
 * `width`: pixels of the strip; `remPx`: pixels of one rem.
 */
export function fitLabels({ labels, bars }: Strip, width: number, remPx = 16): PlacedLabel[] {
  const taken: (readonly [number, number])[] = [];
  const inOrder = [...labels.filter(({ meeting }) => meeting), ...labels.filter(({ meeting }) => !meeting)];
  const fit = inOrder.flatMap(({ title, first, column }) => {
    const long = (title.length * LETTER + GAP) * remPx;
    const left = Math.max(0, Math.min((column * width) / bars.length, width - long));
    const free = taken.every(([from, to]) => left + long <= from || left >= to);
    if (free) taken.push([left, left + long]);
    return free ? [{ title, first, left }] : [];
  });
  return fit.sort((a, b) => a.left - b.left);
}

function countBars({ first, last, columns }: Label, timeOf: (seq: number) => number): Omit<Bar, "height">[] {
  const start = timeOf(first);
  const span = Math.max(1, timeOf(last) - start);
  const counts = new Array<number>(columns).fill(0);
  let column = 0; // never goes back, even when a clock was set back
  for (let seq = first; seq <= last; seq += 1) {
    const there = Math.floor(((timeOf(seq) - start) / span) * columns);
    column = Math.min(columns - 1, Math.max(column, there));
    counts[column] = (counts[column] ?? 0) + 1;
  }
  let seq = first - 1;
  return counts.map((count) => ({ count, seq: Math.max(1, (seq += count)) }));
}

export function chaptersOf(stretches: readonly Stretch[]): Chapter[] {
  return stretches.map(({ kind, title, from, to }) => {
    const meeting = kind === "meeting";
    return { title: meeting ? (title ?? "A meeting") : "From home", meeting, first: from, last: to };
  });
}

/** The column a seq stands in: the first bar that has reached it. */
export function columnOf(strip: Strip, seq: number): number {
  const found = strip.bars.findIndex((bar) => bar.seq >= seq);
  return found === -1 ? strip.bars.length - 1 : found;
}

export function chapterOf<T extends Chapter>(chapters: readonly T[], seq: number): T | null {
  return chapters.find(({ first, last }) => seq >= first && seq <= last) ?? null;
}

/** The seq that a place on the strip means; `share` runs from 0 at its left end to 1 at its right end. */
export function seqAt(strip: Strip, share: number): number {
  const place = Math.max(0, Math.min(0.9999, share)) * strip.bars.length;
  const bar = strip.bars[Math.floor(place)];
  if (bar === undefined) return 1;
  const inside = Math.ceil(bar.count * (place - Math.floor(place)));
  return Math.max(1, bar.seq - bar.count + Math.max(inside, Math.min(1, bar.count)));
}
