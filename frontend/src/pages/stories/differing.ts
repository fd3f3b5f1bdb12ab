/** Marks slips that differ with a word, also those that come later, and goes to the first one. Returns what takes the marks off. */
export function markDiffering(board: Element, marks: ReadonlyMap<string, string>): () => void {
  let seen = false;
  const mark = (): void => {
    for (const slip of board.querySelectorAll<HTMLElement>("[data-slip]")) {
      const word = marks.get(slip.dataset["slip"] ?? "");
      if (word === undefined) continue;
      slip.dataset["differs"] = word;
      if (!seen) slip.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
      seen = true;
    }
  };
  mark();
  const watching = new MutationObserver(mark);
  watching.observe(board, { childList: true, subtree: true });
  return () => {
    watching.disconnect();
    for (const slip of board.querySelectorAll<HTMLElement>("[data-differs]")) delete slip.dataset["differs"];
  };
}
