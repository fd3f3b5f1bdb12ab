/** What this browser holds of a board: confirmed + pending = shown. Pure; the store puts it on screen. */
import { BrokenLog, evolve } from "./evolve";
import { withHoles } from "./holes";
import { emptyState, fromJson, type State } from "./model";
import { drop, EMPTY_OUTBOX, find, pending, put, unsent, type Outbox } from "./outbox";
import { predict } from "./predict";
import type { BoardEvent, EventsFrame, Submit, Welcome } from "./protocol";

export interface Standing {
  readonly confirmed: State;
  /** The seq of the last event in `confirmed`; null before the first state has come. */
  readonly seq: number | null;
  /** Whose work waits here; null before that is known. */
  readonly you: string | null;
  readonly outbox: Outbox;
  readonly shown: State;
  /** The ids of the waiting commands whose guess is part of `shown`. */
  readonly guessed: ReadonlySet<string>;
}

/** What a frame brought. `fresh`: events not known before. `settled`: own commands that are done, with their events. */
export interface Receipt {
  readonly standing: Standing;
  readonly fresh: readonly BoardEvent[];
  readonly settled: ReadonlyMap<string, readonly BoardEvent[]>;
}

export const NOTHING_YET: Standing = {
  confirmed: emptyState(),
  seq: null,
  you: null,
  outbox: EMPTY_OUTBOX,
  shown: emptyState(),
  guessed: new Set(),
};

/** A new line: what was sent waits again, and a whole state, when one came, replaces what was confirmed. */
export function welcomed(standing: Standing, { state, seq, head, you }: Welcome): Standing {
  const outbox = unsent(standing.outbox);
  if (!state) return { ...standing, you, outbox };
  return guessedAnew({ ...standing, you, outbox, confirmed: fromJson(state), seq: seq ?? head });
}

/** A new command, guessed on top of all others. */
export function submitted(standing: Standing, message: Submit): Standing {
  return withGuess({ ...standing, outbox: put(standing.outbox, message) }, message);
}

/** Without the guess of a command that was refused or taken back. */
export function dropped(standing: Standing, commandId: string): Standing {
  return guessedAnew({ ...standing, outbox: drop(standing.outbox, commandId) });
}

/** Why a frame cannot be taken: events are missing before it, or they do not fit what is here. */
export type Trouble = "gap" | "broken";

/** Events from the server, known ones left out. */
export function received(standing: Standing, frame: EventsFrame): Receipt | Trouble {
  const seq = standing.seq ?? 0;
  const fresh = frame.events.filter((event) => event.seq > seq);
  if (standing.seq === null || fresh.some((event, at) => event.seq !== seq + at + 1)) return "gap";
  const confirmed = folded(standing.confirmed, fresh);
  if (confirmed === null) return "broken";
  const settled = settledBy(standing.outbox, frame);
  const outbox = [...settled.keys()].reduce(drop, standing.outbox);
  return {
    standing: guessedAnew({ ...standing, confirmed, seq: seq + fresh.length, outbox }),
    fresh,
    settled,
  };
}

function folded(state: State, events: readonly BoardEvent[]): State | null {
  try {
    return evolve(
      state,
      events.flatMap((event) => event.changes),
    );
  } catch (error) {
    if (error instanceof BrokenLog) return null;
    throw error;
  }
}

/** An own command is done when the server says so, or when its event is in the log. */
function settledBy(
  outbox: Outbox,
  { events, settles }: EventsFrame,
): ReadonlyMap<string, readonly BoardEvent[]> {
  const settled = new Map<string, BoardEvent[]>();
  if (typeof settles === "string" && find(outbox, settles) !== undefined) settled.set(settles, []);
  for (const event of events) {
    if (find(outbox, event.command_id) !== undefined) settled.set(event.command_id, [event]);
  }
  return settled;
}

/** With `shown` made anew from what is confirmed and what waits. */
export function guessedAnew(standing: Standing): Standing {
  const plain = { ...standing, shown: withHoles(standing.confirmed), guessed: new Set<string>() };
  return pending(standing.outbox).reduce<Standing>(withGuess, plain);
}

function withGuess(standing: Standing, { command, command_id, on_behalf_of }: Submit): Standing {
  const hand = { writer: standing.you, forWhom: on_behalf_of ?? null };
  const changes = predict(standing.shown, command, hand);
  if (changes === null || changes.length === 0) return standing;
  return {
    ...standing,
    shown: evolve(standing.shown, changes),
    guessed: new Set([...standing.guessed, command_id]),
  };
}

/** Waiting commands that were guessed before and cannot be any more, or that are dropped now. */
export function lostGuesses(before: Standing, { guessed }: Standing): readonly Submit[] {
  return pending(before.outbox).filter(({ command_id: id }) => before.guessed.has(id) && !guessed.has(id));
}
