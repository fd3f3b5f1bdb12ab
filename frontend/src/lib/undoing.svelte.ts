import { SvelteSet } from "svelte/reactivity";
import type { Role } from "./model";
import { latestUndoable, ownChanges, type OwnChange } from "./own-changes";
import type { BoardEvent } from "./protocol";
import type { Outcome } from "./settling";
import type { Standing } from "./standing";
import { NOTHING_TO_UNDO } from "./texts";

/** Remembers my own changes while the page is open, and which of them are being undone. */
export class Undoing {
  #own: readonly OwnChange[] = $state.raw([]);
  readonly #undoing = new SvelteSet<string>();

  heard(events: readonly BoardEvent[], me: string | undefined): void {
    const mine = me === undefined ? [] : ownChanges(events, me);
    if (mine.length > 0) this.#own = [...this.#own, ...mine];
  }

  /** The server holds nothing after this seq: it was set back. */
  forgetAfter(seq: number): void {
    this.#own = this.#own.filter((change) => change.seq <= seq);
  }

  latest(standing: Standing, role: Role | null): string | null {
    return latestUndoable({ own: this.#own, standing, role, undoing: this.#undoing });
  }

  /** Undoes a change that was sent: waits for its event when it is still on its way. */
  async run(
    commandId: string,
    coming: Promise<Outcome> | undefined,
    undoSeq: (seq: number) => Promise<Outcome>,
  ): Promise<Outcome> {
    this.#undoing.add(commandId);
    try {
      const outcome = await coming;
      const seq = this.#own.find((change) => change.commandId === commandId)?.seq;
      if (seq !== undefined) return await undoSeq(seq);
      return outcome ?? { ok: false, code: "not_found", message: NOTHING_TO_UNDO };
    } finally {
      this.#undoing.delete(commandId);
    }
  }
}
