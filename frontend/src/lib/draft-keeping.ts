import { device } from "./device";
import type { KeptDraft } from "./draft";

/** One person's drafts on one board, as this device keeps them. Rejects when it cannot. */
export interface DraftKeeping {
  all(): Promise<readonly KeptDraft[]>;
  put(draft: KeptDraft): Promise<void>;
  drop(id: string): Promise<void>;
}

export function draftKeeping(owner: string, board: string): DraftKeeping {
  const key = (id: string): [string, string, string] => [owner, board, id];
  return {
    async all() {
      const range = IDBKeyRange.bound(key(""), key("\uffff"));
      return (await (await device.open()).getAll("drafts", range)).map(({ draft }) => draft);
    },
    async put(draft) {
      await (await device.open()).put("drafts", { owner, board, id: draft.id, draft });
    },
    async drop(id) {
      await (await device.open()).delete("drafts", key(id));
    },
  };
}
