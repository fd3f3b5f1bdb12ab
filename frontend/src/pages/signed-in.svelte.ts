import { createContext } from "svelte";
import { ApiError, api, type Membership } from "../lib/api";
import { device } from "../lib/device";
import { settings } from "../lib/settings.svelte";

const KEPT = "memberships";

export type SignedInStatus = "loading" | "in" | "out" | "failed";

/** Who this device is signed in as, one membership a study. */
export class SignedIn {
  status: SignedInStatus = $state("loading");
  memberships: readonly Membership[] = $state.raw([]);
  /** The last words to somebody who has just left a study for good; "" while there are none. */
  farewell = $state("");

  #asked = false;

  async loadOnce(): Promise<void> {
    if (!this.#asked) await this.load();
  }

  async load(): Promise<void> {
    this.#asked = true;
    try {
      const { memberships } = await api.me();
      this.#take(memberships);
      if (!settings.shared) await device.set(KEPT, memberships).catch(() => undefined); // it cannot keep anything
    } catch (error) {
      const kept = isAway(error) ? await keptMemberships() : [];
      this.#take(kept);
      if (kept.length === 0 && !isSignedOut(error)) this.status = "failed";
    }
  }

  /** I am out of a study now. */
  left(farewell: string): Promise<void> {
    this.farewell = farewell;
    return this.load();
  }

  #take(memberships: readonly Membership[]): void {
    this.memberships = memberships;
    this.status = memberships.length > 0 ? "in" : "out";
  }

  inStudy(studyId: string): Membership | null {
    return this.memberships.find(({ study }) => study.id === studyId) ?? null;
  }

  onBoard(boardId: string): Membership | null {
    return this.memberships.find(({ boards }) => boards.some(({ id }) => id === boardId)) ?? null;
  }
}

/** The server, or the way to it, is not there just now. */
function isAway(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status >= 500);
}

function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401;
}

/** Who this device was signed in as when it last had a line. */
async function keptMemberships(): Promise<readonly Membership[]> {
  if (settings.shared) return [];
  const kept = await device.get(KEPT).catch(() => null);
  return (kept ?? []) as readonly Membership[];
}

export const [getSignedIn, setSignedIn] = createContext<SignedIn>();
