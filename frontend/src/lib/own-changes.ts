/** What I may undo: my own changes made while this page is open, newest last. Pure. */
import type { Kind, Role } from "./model";
import { pending, type Outbox } from "./outbox";
import type { BoardEvent, Command } from "./protocol";
import type { Standing } from "./standing";

export interface OwnChange {
  readonly seq: number;
  readonly commandId: string;
  /** It touches the board itself, which only a facilitator may change. */
  readonly guiding: boolean;
}

/** What can be undone: sorting. What was said, asked, answered or noted of a meeting is taken back in its own way. */
const UNDONE = /^(card|placement|theme)\.|^(board\.edited|batch\.applied)$/;
const NOT_SORTING: readonly Kind[] = [
  "meeting",
  "attendance",
  "stage",
  "lock",
  "timer",
  "minutes",
  "signature",
  "moment",
];

/** The changes of mine among these events that can be undone at all. */
export function ownChanges(events: readonly BoardEvent[], me: string): readonly OwnChange[] {
  return events
    .filter((event) => event.actor === me && isSorting(event))
    .map((event) => ({
      seq: event.seq,
      commandId: event.command_id,
      guiding: event.changes.some((change) => change.kind === "board"),
    }));
}

/** Whether such an event can be undone at all. An undo can be, too. */
export function isSorting({ type, changes }: BoardEvent): boolean {
  return UNDONE.test(type) && changes.every((change) => !NOT_SORTING.includes(change.kind));
}

/** Where "Undo" looks. `undoing`: command ids whose undo is asked for already. */
export interface UndoView {
  readonly own: readonly OwnChange[];
  readonly standing: Standing;
  readonly role: Role | null;
  readonly undoing: ReadonlySet<string>;
}

/** The command id of my latest change that is not undone, one that still waits included; null when there is none. */
export function latestUndoable(view: UndoView): string | null {
  return latestWaiting(view) ?? latestRecorded(view);
}

function latestWaiting({ standing, undoing }: UndoView): string | null {
  const mine = pending(standing.outbox).filter(
    ({ command_id, command }) => isUndoable(command) && !undoing.has(command_id),
  );
  return mine.at(-1)?.command_id ?? null;
}

function isUndoable({ type }: Command): boolean {
  return /^(card|placement|theme)\./.test(type) || type === "board.edit" || type === "batch";
}

function latestRecorded({ own, standing, role, undoing }: UndoView): string | null {
  const asked = new Set(undosWaiting(standing.outbox));
  const found = own.findLast(
    ({ seq, commandId, guiding }) =>
      !standing.confirmed.undo.has(String(seq)) &&
      !asked.has(seq) &&
      !undoing.has(commandId) &&
      (!guiding || role === "facilitator"),
  );
  return found?.commandId ?? null;
}

function undosWaiting(outbox: Outbox): readonly number[] {
  return pending(outbox).flatMap(({ command }) => (command.type === "undo" ? [command.seq] : []));
}
