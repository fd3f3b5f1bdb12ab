import { askCheckpoint, tellFork } from "../lib/api-proof";
import type { SeenCheckpoint } from "../lib/checkpoint";
import { device } from "../lib/device";
import { settings } from "../lib/settings.svelte";
import { browserClock } from "../lib/surroundings";
import { Witness } from "./witness.svelte";

/** The witness of one person on one board, in this browser. A shared computer remembers only while the page is open. */
export function witnessOf(personId: string, boardId: string): Witness {
  const key = `checkpoint ${personId} ${boardId}`;
  let here: SeenCheckpoint | null = null;
  return new Witness({
    ask: (after) => askCheckpoint(boardId, after),
    tell: (note) => tellFork(boardId, note),
    recall: async () => here ?? (settings.shared ? null : asSeen(await device.get(key))),
    remember: async (seen) => {
      here = seen;
      if (!settings.shared) await device.set(key, seen);
    },
    clock: browserClock,
  });
}

function asSeen(kept: unknown): SeenCheckpoint | null {
  const found = kept as Partial<SeenCheckpoint> | null | undefined;
  const { note, words, at } = found ?? {};
  return note === undefined || words === undefined || at === undefined ? null : { note, words, at };
}
