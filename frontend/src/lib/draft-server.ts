import type { Draft, DraftAbout } from "./draft";
import type { Http } from "./http";

/** The person's drafts on the server. Each throws ApiError. */
export interface DraftServer {
  drafts(board: string): Promise<readonly Draft[]>;
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
    async drafts(board) {
      return (await http.get<{ drafts: Draft[] }>(`/api/boards/${board}/drafts`)).drafts;
    },
    keepDraft: (board, id, draft) => http.put(path(board, id), draft),
    dropDraft(board, id, was) {
      const known = was === null ? "" : `?was=${encodeURIComponent(was)}`;
      return http.delete(path(board, id) + known);
    },
  };
}
