import { device } from "./device";
import type { HeardKeeping } from "./heard.svelte";

/** What one person read one by one on one board, as this device keeps it: ids only. */
export function heardKeeping(owner: string, board: string): HeardKeeping {
  const key = `heard ${owner} ${board}`;
  return {
    all: async () => ((await device.get(key)) ?? []) as readonly string[],
    set: (ids) => device.set(key, ids),
  };
}
