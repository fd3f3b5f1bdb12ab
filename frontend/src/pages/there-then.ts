import { peopleThen, type PersonThen } from "../lib/people-then";
import type { OpenBoard } from "./open-board.svelte";
import { chapterOf } from "./timeline";

/** Changes that are looked at: enough to know who was at work. */
const LATELY = 2_000;

/** Who was at the board at the moment that is looked back at; nobody while the log is not here. */
export function thereThen({ past, log }: OpenBoard): readonly PersonThen[] {
  const first = past === null ? null : (chapterOf(log.chapters, past.seq)?.first ?? null);
  if (past === null || first === null) return [];
  return peopleThen(past.state, log.events.slice(Math.max(first - 1, past.seq - LATELY), past.seq));
}
