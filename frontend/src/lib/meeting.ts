/** Meetings as the screen needs them: who was there, who has a hand up, who is ready, how much time is left. Pure. */
import type { Attendance, Meeting, StageName, State } from "./model";
import type { BoardEvent, PersonHere } from "./protocol";
import { plural } from "./texts";

export interface Running {
  readonly id: string;
  readonly meeting: Meeting;
}

export interface Attended {
  readonly id: string;
  readonly attendance: Attendance;
}

/** What each stage is for, in one sentence. */
export const STAGE_WORDS: Readonly<Record<StageName, string>> = {
  collect: "Write down what you heard, one thing on a card.",
  sort: "Put cards together that belong together.",
  name: "Give each theme a name that says what it is.",
  talk: "Say what you see, and what is missing.",
  check: "Find out where you agree and where you differ.",
  review: "Look at all of it once more.",
};

/** Stages and the clock begin anew for everybody. */
export const NEW_TURN: readonly string[] = ["stage.set", "timer.started", "meeting.started", "meeting.ended"];

export function runningMeeting(state: State): Running | null {
  for (const [id, meeting] of state.meeting) if (meeting.open) return { id, meeting };
  return null;
}

/** When each meeting began, by its id; ISO 8601. */
export function startedOn(events: readonly BoardEvent[]): ReadonlyMap<string, string> {
  const begun = events.filter(({ type }) => type === "meeting.started");
  return new Map(begun.flatMap(({ at, changes }) => changes.map(({ id }) => [id, at] as const)));
}

export function attendees(state: State, meetingId: string): readonly Attended[] {
  return [...state.attendance]
    .filter(([, attendance]) => attendance.meeting_id === meetingId)
    .map(([id, attendance]) => ({ id, attendance }));
}

export function isNoted(state: State, meetingId: string, personId: string): boolean {
  return attendees(state, meetingId).some(({ attendance }) => attendance.person === personId);
}

/** The same for all devices of a person, so that nobody is noted twice, or again after being taken off. */
export function attendanceId(meetingId: string, personId: string): string {
  const text = `${meetingId} ${personId}`;
  return `here-${[0, 1, 2].map((salt) => hash(`${String(salt)} ${text}`)).join("")}`;
}

/** FNV-1a of 32 bits, in hex. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (const letter of text) value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return (value >>> 0).toString(16).padStart(8, "0");
}

function isThere({ here, active }: PersonHere): boolean {
  return here && active;
}

/** The raised hands, the first one first. */
export function handsUp(people: readonly PersonHere[]): readonly PersonHere[] {
  return people
    .filter((one) => isThere(one) && one.hand !== null)
    .sort((a, b) => (a.hand ?? 0) - (b.hand ?? 0));
}

export interface Readiness {
  readonly ready: number;
  readonly of: number;
}

/** How many of the co-researchers who are here are ready. */
export function readiness(people: readonly PersonHere[]): Readiness {
  const asked = people.filter((one) => isThere(one) && one.role === "co_researcher");
  return { ready: asked.filter(({ ready }) => ready).length, of: asked.length };
}

/** Nothing before the first one is ready: nobody is waited for aloud. */
export function readyWords({ ready, of }: Readiness): string {
  if (ready === 0) return "";
  return ready === of ? "Everybody is ready." : `${String(ready)} of ${String(of)} are ready.`;
}

const MINUTE = 60_000;

/** "about 7 minutes left"; `ms` until the end. */
export function timeLeft(ms: number): string {
  if (ms <= 0) return "The time is over. Take the time you need.";
  const minutes = Math.round(ms / MINUTE);
  return minutes < 1 ? "less than a minute left" : `about ${plural(minutes, "minute")} left`;
}
