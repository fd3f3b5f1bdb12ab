/** The innermost box around what had the focus; the events rise from there. */
const keeper = new WeakMap<Element, Element>();

function isMine(last: Element | null, box: Element): boolean {
  const inner = last === null ? undefined : keeper.get(last);
  return inner === undefined || inner === box || !inner.isConnected;
}

/**
 * An attachment: when what has the focus in here is taken away (a saved form, a button that was for one press only),
 * the focus goes to a place that stays instead of getting lost. Of boxes in boxes the innermost that stays does it.
 */
export function keepFocus(place: () => HTMLElement | null): (box: HTMLElement) => () => void {
  return (box) => {
    let last: Element | null = null;
    const entered = ({ target }: FocusEvent): void => {
      last = target as Element;
      if (!keeper.get(last)?.contains(last)) keeper.set(last, box);
    };
    const left = ({ relatedTarget }: FocusEvent): void => {
      if (relatedTarget !== null) last = null;
    };
    const changed = (): void => {
      const lost = last !== null && !last.isConnected && document.activeElement === document.body;
      if (lost && isMine(last, box)) place()?.focus();
    };
    box.addEventListener("focusin", entered);
    box.addEventListener("focusout", left);
    const watcher = new MutationObserver(changed);
    watcher.observe(box, { childList: true, subtree: true });
    return () => {
      watcher.disconnect();
      box.removeEventListener("focusin", entered);
      box.removeEventListener("focusout", left);
    };
  };
}
