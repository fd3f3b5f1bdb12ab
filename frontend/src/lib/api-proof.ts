import { api } from "./api";
import type { CheckpointAnswer } from "./checkpoint";
import type { JournalEntry } from "./journal";

/** The newest checkpoint, and the proof that the log goes on from its first `after` records. */
export function askCheckpoint(board: string, after: number): Promise<CheckpointAnswer> {
  return api.get(`/api/boards/${board}/checkpoint?after=${String(after)}`);
}

/** This device saw a checkpoint that the log does not go on from. */
export function tellFork(board: string, note: string): Promise<object> {
  return api.post(`/api/boards/${board}/fork`, { note });
}

/** What was signed of a board and taken from it, the oldest first. */
export async function askJournal(board: string): Promise<readonly JournalEntry[]> {
  return (await api.get<{ checkpoints: JournalEntry[] }>(`/api/boards/${board}/checkpoints`)).checkpoints;
}
