/** Who was at the board at a moment of the log, as far as the log tells. Pure. */
import type { Member } from "./members";
import { busiest } from "./chronicle";
import { attendees, runningMeeting } from "./meeting";
import type { Role, State } from "./model";
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

/** The people of a study as they were at one moment. */
export interface MembersThen {
  readonly inside: readonly Member[];
  readonly gone: readonly Member[];
  /** Those who had not come yet. */
  readonly later: readonly Member[];
}

/** `at`: as times stand in the log. Each in the role they had then; those who had left only read until they were out. */
export function membersThen(members: readonly Member[], at: string): MembersThen {
  const come = members
    .filter(({ joined_at }) => joined_at <= at)
    .map((one): Member => ({ ...one, role: hadLeft(one, at) ? "observer" : roleAt(one, at) }));
  return {
    inside: come.filter((one) => !wasOut(one, at)),
    gone: come.filter((one) => wasOut(one, at)),
    later: members.filter(({ joined_at }) => joined_at > at).map((one) => ({ ...one, role: one.joined_as })),
  };
}

function roleAt({ joined_as, given }: Member, at: string): Role {
  return given.findLast((one) => one.at <= at)?.role ?? joined_as;
}

function hadLeft({ left_at }: Member, at: string): boolean {
  return left_at !== null && left_at <= at;
}

function wasOut({ removed_at }: Member, at: string): boolean {
  return removed_at !== null && removed_at <= at;
}
