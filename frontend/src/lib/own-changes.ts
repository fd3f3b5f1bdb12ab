/** What I may undo: my own changes made while this page is open, newest last. Pure. */
import type { Role } from "./model";
import { pending, type Outbox } from "./outbox";
import type { BoardEvent, Command, EventType } from "./protocol";
import type { Standing } from "./standing";

export interface OwnChange {
  readonly seq: number;
  readonly commandId: string;
  /** It touches the board itself, which only a facilitator may change. */
  readonly guiding: boolean;
}

const NEVER_UNDONE: readonly EventType[] = [
  "board.created",
  "meeting.started",
  "meeting.ended",
  "change.undone",
];

/** The changes of mine among these events that can be undone at all. */
export function ownChanges(events: readonly BoardEvent[], me: string): readonly OwnChange[] {
  return events
    .filter((event) => event.actor === me && !NEVER_UNDONE.includes(event.type))
    .filter((event) => event.changes.every((change) => change.kind !== "meeting"))
    .map((event) => ({
      seq: event.seq,
      commandId: event.command_id,
      guiding: event.changes.some((change) => change.kind === "board"),
    }));
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
  return type !== "undo" && type !== "meeting.start" && type !== "meeting.end";
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
