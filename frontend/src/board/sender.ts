import type { BoardStore, Outcome } from "../lib/board-store.svelte";
import type { Command } from "../lib/protocol";
import { refusal } from "../lib/texts";
import type { Closing } from "./closing.svelte";
import { wentBack } from "./sentences";
import type { Toasts } from "./toasts.svelte";

export interface Ask {
  readonly command: Command;
  /** The sentence when it has worked. */
  readonly done: string;
  /** What could not be changed, when it has not. */
  readonly subject: string;
  readonly why?: string;
  /** It is taken back in its own way, not undone. */
  readonly lasting?: boolean;
  /** It is always done for oneself. */
  readonly own?: boolean;
}

/** Asks the store for a change and says how it went, with undo beside it. */
export class Sender {
  constructor(
    private readonly store: BoardStore,
    private readonly toasts: Toasts,
    private readonly closing: Closing,
    private readonly forWhom: () => string | null,
  ) {}

  /** True once the server has recorded it. The guess is on the screen when this returns its promise. */
  async send(ask: Ask): Promise<boolean> {
    if (this.closing.stopsCommand(ask.command)) return false;
    const before = this.store.shown;
    const { commandId, settled } = this.store.submit(ask.command, this.#extras(ask));
    const early = this.store.shown !== before;
    if (early) this.#say(ask, commandId);
    const outcome = await settled;
    if (!outcome.ok) this.toasts.problem(wentBack(ask.subject, outcome.message || refusal(outcome.code)));
    else if (!early) this.#say(ask, commandId);
    return outcome.ok;
  }

  /** Undoes my latest change on this page. */
  async undo(): Promise<void> {
    const submission = this.store.undo();
    if (submission === null) this.toasts.problem("There is nothing of yours to undo here.");
    else this.#sayUndone(await submission.settled);
  }

  #extras({ why, own }: Ask): { why?: string; onBehalfOf?: string } {
    const person = own === true ? null : this.forWhom();
    const said = why?.trim() ?? "";
    return { ...(said === "" ? {} : { why: said }), ...(person === null ? {} : { onBehalfOf: person }) };
  }

  #say({ done, lasting }: Ask, commandId: string): void {
    const undo = async (): Promise<void> => {
      this.#sayUndone(await this.store.undoCommand(commandId));
    };
    this.toasts.done(done, lasting === true ? null : undo);
  }

  #sayUndone(outcome: Outcome): void {
    if (outcome.ok) this.toasts.done("Your change is undone.");
    else this.toasts.problem(outcome.message || refusal(outcome.code));
  }
}
