/** A board as a device keeps it, and back. Pure. */
import type { KeptBoard } from "./keeping";
import { emptyState, type State } from "./model";
import type { PersonHere, Submit, Welcome } from "./protocol";
import { adopted, kept } from "./outbox";
import { guessedAnew, NOTHING_YET, type Standing } from "./standing";

/** What a board is beside its state. */
export type About = Pick<KeptBoard, "you" | "role" | "limits" | "study" | "source">;

export function aboutOf({ you, role, limits, study = null, source = null }: Welcome | KeptBoard): About {
  return { you, role, limits, study, source };
}

/** Null before there is anything to keep. */
export function copyOf(
  standing: Standing,
  about: About | null,
  people: readonly PersonHere[],
  at: number,
): KeptBoard | null {
  if (about === null || standing.seq === null) return null;
  const absent = people.map((one) => ({
    ...one,
    here: false,
    holding: null,
    looking_at: null,
    writing: false,
    hand: null,
    ready: false,
    showing: null,
    calling: false,
    following: null,
  }));
  return { ...about, at, seq: standing.seq, state: standing.confirmed, people: absent };
}

/**
 * Where this page begins: at the board as it was kept, with all that waits on top. A version of the pages that knew
 * fewer kinds of records may have kept it.
 */
export function recalled({ outbox }: Standing, { seq, state, you }: KeptBoard): Standing {
  return guessedAnew({ ...NOTHING_YET, you, outbox, seq, confirmed: { ...emptyState(), ...state } });
}

/** With the waiting commands of a page that is gone, which are kept already. */
export function withAdopted(standing: Standing, messages: readonly Submit[]): Standing {
  return guessedAnew({ ...standing, outbox: adopted(standing.outbox, messages) });
}

export function withKept(standing: Standing, commandId: string): Standing {
  return { ...standing, outbox: kept(standing.outbox, commandId) };
}

/** Whether words or names were taken back in the whole study; what was removed by mistake stood on one board only. */
export function tookBack(before: State, after: State): boolean {
  if (before.withdrawal === after.withdrawal) return false;
  return [...after.withdrawal].some(([id, { way }]) => way !== "removed" && !before.withdrawal.has(id));
}
