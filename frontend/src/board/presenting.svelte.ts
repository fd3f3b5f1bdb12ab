import { untrack } from "svelte";
import type { PersonHere, Ref } from "../lib/protocol";
import type { BoardView } from "./board-view.svelte";
import { heldByOthers } from "./holders";
import type { Meeting } from "./meeting/meeting.svelte";

/** What I hold and look at, for the others; and what they hold, for me. */
export class Presenting {
  readonly #holding: Ref | null = $derived.by(() => this.#held());
  readonly #lookingAt: Ref | null = $derived.by(() => this.#looked());

  constructor(
    private readonly view: BoardView,
    private readonly meeting: Meeting,
  ) {
    $effect(() => {
      const others = view.past === null ? view.store.people : [];
      untrack(() => {
        this.#see(others);
      });
    });
  }

  /** To be run in an effect: says it again whenever it changes. */
  share(): void {
    if (this.view.past === null)
      this.view.store.presence({ holding: this.#holding, looking_at: this.#lookingAt });
  }

  #held(): Ref | null {
    const { dragged, dialog } = this.view;
    const spots = dialog?.kind === "move" ? dialog.spots : dragged;
    const [first] = spots;
    return first === undefined ? null : { kind: "card", id: first.cardId };
  }

  /** What is open. Where I am besides is told only when somebody wants to come along. */
  #looked(): Ref | null {
    const { panel } = this.view;
    if (panel?.kind === "card") return { kind: "card", id: panel.cardId };
    if (panel?.kind === "theme") return { kind: "theme", id: panel.themeId };
    const asked = this.meeting.calling || this.meeting.followers.length > 0;
    return asked ? this.view.at : null;
  }

  #see(people: readonly PersonHere[]): void {
    const { holders, store } = this.view;
    const held = heldByOthers(people, store.you?.id ?? null);
    for (const id of [...holders.keys()]) if (!held.has(id)) holders.delete(id);
    for (const [id, person] of held) if (holders.get(id)?.id !== person.id) holders.set(id, person);
  }
}
