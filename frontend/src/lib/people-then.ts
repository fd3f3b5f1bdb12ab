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
  /** At the meeting that went on; else only known by what they did. */
  readonly noted: boolean;
}

/** `events`: those of the chapter, up to the moment; the last ones are enough. Who was noted at the meeting comes first. */
export function peopleThen(state: State, events: readonly BoardEvent[]): readonly PersonThen[] {
  const running = runningMeeting(state);
  const noted = running === null ? [] : attendees(state, running.id).map(({ attendance }) => attendance);
  const there = noted.map(({ person, name }) => ({ id: person, name, noted: true }));
  const ids = new Set(noted.map(({ person }) => person));
  const others = busiest(events).filter(({ id }) => !ids.has(id));
  return [...there, ...others.map(({ id }) => ({ id, name: null, noted: false }))];
}
