/** The records a board is made of. A record always has all of its fields; an empty one is null. */
import type { Frozen } from "./frozen";
import type * as wire from "./protocol.gen";

export type Kind = wire.Wire["kind"];
export type Board = Frozen<wire.BoardRecord>;
export type Card = Frozen<wire.Card>;
export type Theme = Frozen<wire.Theme>;
export type Placement = Frozen<wire.Placement>;
export type Meeting = Frozen<wire.Meeting>;
export type Undone = Frozen<wire.Undone>;
export type Comment = Frozen<wire.Comment>;
export type Talk = Frozen<wire.Talk>;
export type Round = Frozen<wire.Round>;
export type Vote = Frozen<wire.Vote>;
export type Attendance = Frozen<wire.Attendance>;
export type Stage = Frozen<wire.Stage>;
export type Locked = Frozen<wire.Locked>;
export type Timer = Frozen<wire.Timer>;
export type Minutes = Frozen<wire.Minutes>;
export type Signature = Frozen<wire.Signature>;
export type Moment = Frozen<wire.Moment>;
export type Withdrawal = Frozen<wire.Withdrawal>;
export type StageName = Stage["stage"];
export type Lock = wire.LockSet["lock"];

export type Role = wire.PersonShown["role"];
export type ThemeKind = Theme["theme_kind"];
export type Colour = Theme["colour"];
export const COLOURS: readonly Colour[] = [
  "teal",
  "green",
  "orange",
  "purple",
  "pink",
  "blue",
  "brown",
  "grey",
];

export interface Records extends Record<Kind, object> {
  readonly board: Board;
  readonly card: Card;
  readonly theme: Theme;
  readonly placement: Placement;
  readonly kept: Placement;
  readonly meeting: Meeting;
  readonly undo: Undone;
  readonly comment: Comment;
  readonly talk: Talk;
  readonly round: Round;
  readonly vote: Vote;
  readonly attendance: Attendance;
  readonly stage: Stage;
  readonly lock: Locked;
  readonly timer: Timer;
  readonly minutes: Minutes;
  readonly signature: Signature;
  readonly moment: Moment;
  readonly withdrawal: Withdrawal;
}

export type RecordOf<K extends Kind> = Records[K];
export type State = { readonly [K in Kind]: ReadonlyMap<string, RecordOf<K>> };
export type StateJson = { readonly [kind in string]?: Readonly<Record<string, object>> };

/** A card with its id, as lists show it. */
export interface CardRecord {
  readonly id: string;
  readonly card: Card;
}

/** A theme with its id, as lists show it. */
export interface ThemeRecord {
  readonly id: string;
  readonly theme: Theme;
}

export const KINDS: readonly Kind[] = [
  "board",
  "card",
  "theme",
  "placement",
  "kept",
  "meeting",
  "undo",
  "comment",
  "talk",
  "round",
  "vote",
  "attendance",
  "stage",
  "lock",
  "timer",
  "minutes",
  "signature",
  "moment",
  "withdrawal",
];

/** A state before its first event. */
export function emptyState(): State {
  return fromJson({});
}

/** Kinds this program does not know yet are carried along, so that their changes still fold. */
export function fromJson(json: StateJson): State {
  const kinds = new Set<string>([...KINDS, ...Object.keys(json)]);
  return Object.fromEntries(
    [...kinds].map((kind) => [kind, new Map(Object.entries(json[kind] ?? {}))]),
  ) as unknown as State;
}

/** The same state as plain data; a kind without records is an empty object. */
export function toJson(state: State): StateJson {
  return Object.fromEntries(
    Object.entries(state).map(([kind, records]) => [kind, Object.fromEntries(records)]),
  ) as StateJson;
}

/** The one board record; an empty one before the board is loaded. */
export function boardRecord(state: State): Board {
  const [first] = state.board.values();
  return first ?? { title: "", question: "", legend: {} };
}
