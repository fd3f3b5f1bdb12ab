/** What a facilitator has closed for now, and which commands that stops. Pure. */
import { writtenIn } from "./command-words";
import type { Lock } from "./model";
import type { Command, Submit } from "./protocol";

export const LOCK_NAMES: readonly Lock[] = ["writing", "sorting", "naming"];

const CLOSED: Readonly<Record<Lock, string>> = {
  writing: "Writing cards is closed for now.",
  sorting: "Moving cards is closed for now.",
  naming: "Changing themes is closed for now.",
};

const LOCK_OF: Readonly<Record<string, Lock>> = { card: "writing", placement: "sorting", theme: "naming" };

/** Why a button does nothing, and who wanted it so. */
export function closedSentence(lock: Lock, by: string): string {
  return `${CLOSED[lock]} ${by} set this. You can still talk.`;
}

/** The locks that this command stands before, by what it is about. The server looks closer. */
export function locksOf(command: Command): readonly Lock[] {
  if (command.type === "batch") return [...new Set(command.commands.flatMap(locksOf))];
  const lock = LOCK_OF[command.type.slice(0, command.type.indexOf("."))];
  return lock === undefined ? [] : [lock];
}

/** Words that somebody wrote go to the server all the same: what it refuses is kept, to copy. */
export function isLost(command: Command): boolean {
  return writtenIn({ command } as Submit).length === 0;
}
