/** What the board can be asked to show. */
import type { Sentence } from "../lib/describe";
import type { State } from "../lib/model";
import type { BoardEvent, CommandOf, Person } from "../lib/protocol";
import type { Spot } from "./spots";

/** A moment that is looked back at, in place of now. */
export interface Past {
  readonly state: State;
  readonly seq: number;
  /** Milliseconds until the next moment shows, while it plays. */
  readonly stepMs?: number;
  /** Far from the moment before: slips are drawn over, not moved, because nearly all of them would. */
  readonly far?: boolean;
  /** One step of a story away from the moment before, however many changes lie between. */
  readonly step?: boolean;
}

/** The moment that is shown, if it is here; and whether one is looked back at at all. */
export interface LooksBack {
  past(): Past | null;
  looking(): boolean;
}

/** The log of the board in the browser, as far as the panels tell from it. */
export interface Tale {
  readonly status: "loading" | "ready" | "failed";
  /** The last seq held. */
  readonly head: number;
  readonly events: readonly BoardEvent[];
  touching(kind: "card" | "theme", id: string): readonly number[];
  eventAt(seq: number): BoardEvent | null;
  sentence(event: BoardEvent, people: readonly Person[]): Sentence;
}

export type Panel =
  | { readonly kind: "card"; readonly cardId: string; readonly slip: string | null; readonly enter: boolean }
  | { readonly kind: "theme"; readonly themeId: string; readonly enter: boolean }
  | { readonly kind: "talk"; readonly enter: boolean }
  | { readonly kind: "meeting"; readonly enter: boolean }
  | { readonly kind: "away"; readonly enter: boolean };

/** Whose words a facilitator can remove. */
export type Removable = CommandOf<"words.remove">["on"];

export type DialogWish =
  | { readonly kind: "move"; readonly spots: readonly Spot[]; readonly keep: boolean }
  | { readonly kind: "cards"; readonly themeId: string | null }
  | { readonly kind: "theme"; readonly parentId: string | null }
  | { readonly kind: "split"; readonly cardId: string }
  | { readonly kind: "merge-cards"; readonly cardId: string }
  | { readonly kind: "merge-themes"; readonly themeId: string }
  | { readonly kind: "remove-words"; readonly on: Removable; readonly words: string }
  | { readonly kind: "legend" }
  | { readonly kind: "kinds" }
  | { readonly kind: "keys" }
  | { readonly kind: "settings" };

/**
 * Where to look next: a slip, or a sheet or a section of one. `until`: it may not be on the screen before this has
 * settled. `still`: nothing scrolls, only the focus goes there. `back`: to the slip that had the focus last.
 */
export type Goal = { readonly until?: Promise<unknown>; readonly still?: boolean } & (
  { readonly key: string } | { readonly sheetId: string } | { readonly back: true }
);
