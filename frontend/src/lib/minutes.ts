/** Minutes of a board: their versions, as the log tells them, and who stands for them. Pure. */
import { HOLE } from "./holes";
import type { Minutes, State } from "./model";
import type { BoardEvent } from "./protocol";

/** Minutes with their id, as lists show them. */
export interface KeptMinutes extends Minutes {
  readonly id: string;
}

export interface MinutesVersion extends Minutes {
  readonly seq: number;
  readonly at: string;
  readonly by: string | null;
}

export interface SignedVersion {
  readonly id: string;
  readonly version: number;
  readonly person: string | null;
  readonly at: string;
}

/** All minutes, the latest day first; those without a day stand on top, the youngest first. */
export function minutesOf(state: State): readonly KeptMinutes[] {
  const all = [...state.minutes].map(([id, minutes]) => ({ id, ...minutes })).reverse();
  const dayOf = ({ held_on }: Minutes): string => held_on ?? "~";
  return all.sort((a, b) => (dayOf(a) < dayOf(b) ? 1 : dayOf(a) > dayOf(b) ? -1 : 0));
}

/** Every version, the first one first. Where words were taken back there is a hole, and no new version. */
export function versionsOf(events: readonly BoardEvent[], id: string): readonly MinutesVersion[] {
  const versions: MinutesVersion[] = [];
  for (const { changes, seq, at, actor } of events) {
    const change = changes.find((one) => one.kind === "minutes" && one.id === id);
    if (change === undefined) continue;
    const last = versions.at(-1);
    const minutes = { ...last, ...change.after } as unknown as Minutes;
    if (last?.version === minutes.version) versions[versions.length - 1] = { ...last, ...minutes };
    else versions.push({ ...minutes, seq, at, by: actor });
  }
  return versions.map((one) => ({ ...one, title: orHole(one.title), text: orHole(one.text) }));
}

function orHole(words: string | null): string {
  return words ?? HOLE;
}

/** Who signed these minutes, in which version; those of the latest version first. */
export function signedBy(state: State, id: string): readonly SignedVersion[] {
  return [...state.signature]
    .filter(([, signature]) => signature.minutes_id === id)
    .map(([key, { version, person, at }]) => ({ id: key, version, person, at }))
    .sort((a, b) => b.version - a.version);
}

/** Meetings that are over and have no minutes yet, the latest first. */
export function withoutMinutes(state: State): readonly { readonly id: string; readonly title: string }[] {
  const told = new Set([...state.minutes.values()].map(({ meeting_id }) => meeting_id));
  return [...state.meeting]
    .filter(([id, meeting]) => !meeting.open && !told.has(id))
    .map(([id, { title }]) => ({ id, title }))
    .reverse();
}
