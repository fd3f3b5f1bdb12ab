/** Marks slips that differ with a word, also those that come later, and goes to the first one. Returns what takes the marks off. */
export function markDiffering(board: Element, marks: ReadonlyMap<string, string>): () => void {
  const mark = (): void => {
    for (const slip of board.querySelectorAll<HTMLElement>("[data-slip]")) {
      const word = marks.get(slip.dataset["slip"] ?? "");
      if (word !== undefined) slip.dataset["differs"] = word;
    }
  };
  mark();
  const first = board.querySelector("[data-differs]");
  first?.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
  const watching = new MutationObserver(mark);
  watching.observe(board, { childList: true, subtree: true });
  return () => {
    watching.disconnect();
    for (const slip of board.querySelectorAll<HTMLElement>("[data-differs]")) delete slip.dataset["differs"];
  };
}
