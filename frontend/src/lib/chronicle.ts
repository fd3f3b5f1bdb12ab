/** The log told chapter by chapter: when, who did how much, and what stands out. Pure. */
import type { Mark } from "./marks";
import type { BoardEvent } from "./protocol";

export interface Doing {
  readonly id: string;
  readonly count: number;
}

export interface ChapterTold<C> {
  readonly chapter: C;
  readonly from: string;
  readonly until: string;
  readonly count: number;
  /** Those who did most first. */
  readonly people: readonly Doing[];
  readonly marks: readonly Mark[];
}

interface Span {
  readonly first: number;
  readonly last: number;
}

export function chronicle<C extends Span>(
  chapters: readonly C[],
  events: readonly BoardEvent[],
  marks: readonly Mark[],
): readonly ChapterTold<C>[] {
  return chapters.map((chapter) => {
    const { first, last } = chapter;
    const own = events.slice(first - 1, last);
    return {
      chapter,
      from: own[0]?.at ?? "",
      until: own.at(-1)?.at ?? "",
      count: own.length,
      people: busiest(own),
      marks: marks.filter(({ seq }) => seq >= first && seq <= last),
    };
  });
}

/** Whose changes these are; what was written for somebody is theirs. */
export function speakerOf({ actor, on_behalf_of }: BoardEvent): string | null {
  return on_behalf_of ?? actor;
}

export function busiest(events: Iterable<BoardEvent>): readonly Doing[] {
  const counts = new Map<string, number>();
  for (const event of events) {
    const id = speakerOf(event);
    if (id !== null) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return [...counts].map(([id, count]) => ({ id, count })).sort((a, b) => b.count - a.count);
}
