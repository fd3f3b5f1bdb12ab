import { isSorting } from "../../lib/own-changes";
import type { BoardEvent } from "../../lib/protocol";
import { type OpenBoard } from "../open-board.svelte";

/** Putting back what one entry of the log changed, as a new entry; and why it cannot be, when it cannot. */
export class PutBack {
  said = $state("");
  /** The entry that stands in the way. */
  inTheWay: BoardEvent | null = $state.raw(null);

  constructor(private readonly open: OpenBoard) {}

  /** Whether it is worth asking. */
  may(event: BoardEvent): boolean {
    const { store, lookingBack } = this.open;
    if (lookingBack.looking) return false;
    const sorting = isSorting(event) || event.type === "change.undone";
    const guiding = event.changes.some(({ kind }) => kind === "board");
    const undone = store.shown.undo.has(String(event.seq));
    return store.mayEdit && sorting && !undone && event.seq > 1 && (!guiding || store.mayLead);
  }

  async run(seq: number): Promise<void> {
    this.close();
    const outcome = await this.open.store.undoSeq(seq).settled;
    if (outcome.ok) this.said = "It is put back. The log keeps both.";
    else {
      this.said = `It was not put back. ${outcome.message}`;
      this.inTheWay = outcome.by === undefined ? null : this.open.log.eventAt(outcome.by);
    }
  }

  close(): void {
    [this.said, this.inTheWay] = ["", null];
  }
}
