/** Who was at the board at a moment of the log, as far as the log tells. Pure. */
import { busiest } from "./chronicle";
import { attendees, runningMeeting } from "./meeting";
import type { State } from "./model";
import type { BoardEvent } from "./protocol";

export interface PersonThen {
  /** Null for somebody in the room without a device. */
  readonly id: string | null;
  /** The name of a guest. */
  readonly name: string | null;
  readonly noted: boolean;
  /** Changes since the chapter began. */
  readonly count: number;
}

/** `events`: those of the chapter, up to the moment. Who was noted at the meeting comes first. */
export function peopleThen(state: State, events: readonly BoardEvent[]): readonly PersonThen[] {
  const running = runningMeeting(state);
  const noted = running === null ? [] : attendees(state, running.id).map(({ attendance }) => attendance);
  const counts = new Map(busiest(events).map(({ id, count }) => [id, count]));
  const there = noted.map(({ person, name }) => {
    return { id: person, name, noted: true, count: counts.get(person ?? "") ?? 0 };
  });
  const ids = new Set(noted.map(({ person }) => person));
  const others = [...counts].filter(([id]) => !ids.has(id));
  return [...there, ...others.map(([id, count]) => ({ id, name: null, noted: false, count }))];
}
