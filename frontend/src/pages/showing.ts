import type { BoardEvent, Change } from "../lib/protocol";

/** Selectors of the places on the board where an event may show, the best first. */
export function placesToShow({ changes }: BoardEvent): string[] {
  return changes.toReversed().flatMap(placesOfChange);
}

function placesOfChange({ kind, id, before, after }: Change): string[] {
  switch (kind) {
    case "placement":
    case "kept":
      return [`[data-slip="p-${id}"]`, ...placesOfCard(after?.["card_id"] ?? before?.["card_id"])];
    case "card":
      return placesOfCard(id);
    case "theme":
      return [`[data-list="${id}"]`, `[data-sheet="${id}"]`];
    case "board":
    case "meeting":
    case "undo":
      return [];
  }
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
