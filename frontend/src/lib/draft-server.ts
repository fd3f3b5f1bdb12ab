import type { Draft, DraftAbout, TheirDrafts } from "./draft";
import type { Http } from "./http";

/** Another device was first. */
export const STALE = 409;
/** Too many, too long: says nothing about the other drafts. */
export const WRONG = 422;
/** Asking again would not help: not signed in, not allowed, or wrong. */
export const REFUSED: readonly number[] = [401, 403, 404, WRONG];

/** The person's drafts on the server. Each throws ApiError. */
export interface DraftServer {
  /** `held`: the ids that this device holds and the server may know. */
  drafts(board: string, held: readonly string[]): Promise<TheirDrafts>;
  /** `was`: when the draft that this one replaces was changed, as far as known. */
  keepDraft(
    board: string,
    id: string,
    draft: { about: DraftAbout; text: string; was: string | null },
  ): Promise<Draft>;
  dropDraft(board: string, id: string, was: string | null): Promise<object>;
}

export function draftServer(http: Http): DraftServer {
  const path = (board: string, id: string): string => `/api/boards/${board}/drafts/${id}`;
  return {
    drafts: (board, held) => http.get(`/api/boards/${board}/drafts?held=${held.join()}`),
    keepDraft: (board, id, draft) => http.put(path(board, id), draft),
    dropDraft(board, id, was) {
      const known = was === null ? "" : `?was=${encodeURIComponent(was)}`;
      return http.delete(path(board, id) + known);
    },
  };
}
