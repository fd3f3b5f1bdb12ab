import type { BoardEvent, Change } from "../lib/protocol";

/** Selectors of the places on the board where an event may show, the best first. */
export function placesToShow({ changes }: BoardEvent): string[] {
  return changes.toReversed().flatMap(placesOfChange);
}

function placesOfChange({ kind, id, before, after }: Change): string[] {
  const [onKind, onId] = [after?.["on_kind"] ?? before?.["on_kind"], after?.["on_id"] ?? before?.["on_id"]];
  if (kind === "placement" || kind === "kept")
    return [`[data-slip="p-${id}"]`, ...placesOfCard(after?.["card_id"] ?? before?.["card_id"])];
  if (kind === "card") return placesOfCard(id);
  if (kind === "theme") return placesOfTheme(id);
  return onKind === "card" ? placesOfCard(onId) : onKind === "theme" ? placesOfTheme(onId) : [];
}

function placesOfTheme(id: unknown): string[] {
  return typeof id === "string" ? [`[data-list="${id}"]`, `[data-sheet="${id}"]`] : [];
}

function placesOfCard(id: unknown): string[] {
  return typeof id === "string" ? [`[data-slip="c-${id}"]`, `[data-card="${id}"]`] : [];
}

/** Marks the place where an event shows and brings it into view; returns what takes the mark off. */
export function showPlace(board: Element, event: BoardEvent): () => void {
  const place = placesToShow(event)
    .map((selector) => board.querySelector(selector))
    .find((found) => found !== null);
  place?.setAttribute("data-touched", "");
  place?.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  return () => place?.removeAttribute("data-touched");
}
