/** Who did how much when, in the columns of the time strip. Pure. */
import { busiest, speakerOf } from "../lib/chronicle";
import type { BoardEvent } from "../lib/protocol";
import type { Strip } from "./timeline";

export interface Lane {
  readonly id: string;
  /** Changes in each column. */
  readonly counts: readonly number[];
  readonly most: number;
}

/** The busiest people first, at most so many. */
export function layLanes(strip: Strip, events: readonly BoardEvent[], most: number): readonly Lane[] {
  const people = busiest(events)
    .slice(0, most)
    .map(({ id }) => id);
  const counts = new Map(people.map((id) => [id, new Array<number>(strip.bars.length).fill(0)]));
  let seq = 0;
  for (const [column, bar] of strip.bars.entries()) {
    for (const end = seq + bar.count; seq < end; seq += 1) {
      const event = events[seq];
      const row = event === undefined ? undefined : counts.get(speakerOf(event) ?? "");
      if (row !== undefined) row[column] = (row[column] ?? 0) + 1;
    }
  }
  return [...counts].map(([id, row]) => ({ id, counts: row, most: Math.max(1, ...row) }));
}
