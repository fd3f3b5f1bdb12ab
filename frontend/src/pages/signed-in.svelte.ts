import { createContext } from "svelte";
import { ApiError, api, type Membership } from "../lib/api";

export type SignedInStatus = "loading" | "in" | "out" | "failed";

/** Who this device is signed in as, one membership a study. */
export class SignedIn {
  status: SignedInStatus = $state("loading");
  memberships: readonly Membership[] = $state.raw([]);

  #asked = false;

  async loadOnce(): Promise<void> {
    if (!this.#asked) await this.load();
  }

  async load(): Promise<void> {
    this.#asked = true;
    try {
      const me = await api.me();
      this.memberships = me.memberships;
      this.status = me.memberships.length > 0 ? "in" : "out";
    } catch (error) {
      this.memberships = [];
      this.status = error instanceof ApiError && error.status === 401 ? "out" : "failed";
    }
  }

  inStudy(studyId: string): Membership | null {
    return this.memberships.find(({ study }) => study.id === studyId) ?? null;
  }

  onBoard(boardId: string): Membership | null {
    return this.memberships.find(({ boards }) => boards.some(({ id }) => id === boardId)) ?? null;
  }
}

export const [getSignedIn, setSignedIn] = createContext<SignedIn>();
