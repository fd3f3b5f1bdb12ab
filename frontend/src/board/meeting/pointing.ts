/** Bringing a card or theme into view for somebody, with or without the focus. */
import { untrack } from "svelte";
import { placesOf } from "../../lib/outline";
import type { State } from "../../lib/model";
import type { PersonHere } from "../../lib/protocol";
import { quoted, short } from "../../lib/texts";
import type { BoardView } from "../board-view.svelte";
import { slipKey, TRAY, trayKey } from "../spots";

/** A card, a theme or the board, as somebody says they look at it. */
export type Seen = NonNullable<PersonHere["looking_at"]>;

/** The words of a card or theme; none for the board. */
export function wordsOf(state: State, ref: Seen | null): string {
  if (ref?.kind === "card") return state.card.get(ref.id)?.text ?? "";
  return ref?.kind === "theme" ? (state.theme.get(ref.id)?.title ?? "") : "";
}

export function nameOf(state: State, ref: Seen | null): string {
  const words = wordsOf(state, ref);
  return words === "" ? "the board" : quoted(short(words));
}

const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
const POINTED = 6_000;

/** True while I write, drag, or have something open: then nothing of others may come in between. */
export function isBusy(view: BoardView): boolean {
  return untrack(() => {
    const writes = view.store.said.writing === true || document.activeElement?.matches(TYPING) === true;
    const open = document.querySelector("dialog[open], :popover-open") !== null;
    return view.dragged.length > 0 || view.dialog !== null || writes || open;
  });
}

/** Goes there, with the focus. */
export function place(view: BoardView, ref: Seen): void {
  if (ref.kind === "card") view.goTo(keyOf(view, ref.id));
  else if (ref.kind === "theme" || ref.kind === "board") {
    if (view.narrow.current) view.panel = null;
    view.goal = { sheetId: sheetOf(view, ref) };
  }
}

/** Scrolls there and marks the place for a while. The focus stays where it is. */
export function pointAt(view: BoardView, root: HTMLElement, ref: Seen): void {
  const found = elementOf(view, root, ref);
  if (found === null) return;
  found.closest("[data-sheet]")?.scrollIntoView({ block: "nearest", inline: "center", behavior: "instant" });
  found.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  for (const old of root.querySelectorAll<HTMLElement>("[data-pointed]")) delete old.dataset["pointed"];
  found.dataset["pointed"] = "";
  setTimeout(() => delete found.dataset["pointed"], POINTED);
}

function elementOf(view: BoardView, root: HTMLElement, ref: Seen): HTMLElement | null {
  if (ref.kind !== "card")
    return root.querySelector(`[data-sheet="${CSS.escape(untrack(() => sheetOf(view, ref)))}"]`);
  const slips = [...root.querySelectorAll<HTMLElement>(`[data-card="${CSS.escape(ref.id)}"]`)];
  return slips.find((slip) => slip.getClientRects().length > 0) ?? null;
}

function sheetOf(view: BoardView, ref: Seen): string {
  return ref.kind === "theme" ? view.sheetOf(ref.id) : TRAY;
}

function keyOf(view: BoardView, cardId: string): string {
  const [first] = placesOf(view.state, cardId);
  return first === undefined ? trayKey(cardId) : slipKey(first.placementId);
}
