import { device } from "./device";
import type { KeptDraft, ThrownAway } from "./draft";

/** One person's drafts on one board, as this device keeps them. Rejects when it cannot. */
export interface DraftKeeping {
  all(): Promise<readonly KeptDraft[]>;
  put(draft: KeptDraft): Promise<void>;
  drop(id: string): Promise<void>;
  /** Tells the other windows of this browser. */
  tell(away: ThrownAway): void;
  /** Hears from the other windows of this browser, until what is returned is called. */
  hear(then: (away: ThrownAway) => void): () => void;
}

export function draftKeeping(owner: string, board: string): DraftKeeping {
  const key = (id: string): [string, string, string] => [owner, board, id];
  let windows: BroadcastChannel | null = null;
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
    tell(away) {
      windows?.postMessage(away);
    },
    hear(then) {
      const heard = new BroadcastChannel(`themeroom-drafts-${owner}-${board}`);
      heard.onmessage = ({ data }: MessageEvent<ThrownAway>) => {
        then(data);
      };
      windows = heard;
      return () => {
        heard.close();
      };
    },
  };
}
