import type { BoardStore } from "../lib/board-store.svelte";
import { closedSentence, isLost, LOCK_NAMES, locksOf } from "../lib/locks";
import type { Lock } from "../lib/model";
import { nameOf } from "../lib/people";
import type { Command } from "../lib/protocol";
import type { Toasts } from "./toasts.svelte";
import type { DialogWish } from "./wishes";

const DIALOG_LOCKS: Readonly<Partial<Record<DialogWish["kind"], Lock>>> = {
  move: "sorting",
  cards: "writing",
  split: "writing",
  "merge-cards": "writing",
  theme: "naming",
  "merge-themes": "naming",
};

/** What is closed for me just now. Buttons stay where they are and say why they do nothing. */
export class Closing {
  readonly #closed: ReadonlySet<Lock> = $derived.by(
    () => new Set(this.store.mayLead ? [] : LOCK_NAMES.filter((lock) => this.store.shown.lock.has(lock))),
  );

  constructor(
    private readonly store: BoardStore,
    private readonly toasts: Toasts,
  ) {}

  /** True or undefined, as attributes want it. */
  is(lock: Lock): true | undefined {
    return this.#closed.has(lock) || undefined;
  }

  /** Why, for a button's title; undefined when it is open. */
  why(lock: Lock): string | undefined {
    const by = this.store.shown.lock.get(lock)?.set_by ?? null;
    return this.#closed.has(lock) ? closedSentence(lock, nameOf(this.store.people, by)) : undefined;
  }

  /** True when one of these is closed; then it says so. */
  stops(...locks: readonly Lock[]): boolean {
    const lock = locks.find((one) => this.is(one));
    const why = lock === undefined ? undefined : this.why(lock);
    if (lock === undefined || why === undefined) return false;
    this.toasts.problem(why, () => this.is(lock) === true);
    return true;
  }

  stopsDialog(wish: DialogWish | null): boolean {
    const lock = wish === null ? undefined : DIALOG_LOCKS[wish.kind];
    return lock !== undefined && this.stops(lock);
  }

  /** Why what is open can do nothing any more. */
  whyDialog(wish: DialogWish | null): string | undefined {
    const lock = wish === null ? undefined : DIALOG_LOCKS[wish.kind];
    return lock === undefined ? undefined : this.why(lock);
  }

  stopsCommand(command: Command): boolean {
    return isLost(command) && this.stops(...locksOf(command));
  }
}
