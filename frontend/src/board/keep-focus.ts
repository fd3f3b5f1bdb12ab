/**
 * An attachment: when what has the focus in here is taken away (a saved form, a button that was for one press only),
 * the focus goes to a place that stays instead of getting lost.
 */
export function keepFocus(place: () => HTMLElement | null): (box: HTMLElement) => () => void {
  return (box) => {
    let inside = box.contains(document.activeElement);
    const entered = (): void => {
      inside = true;
    };
    const left = ({ target }: FocusEvent): void => {
      if (target instanceof Node && target.isConnected) inside = false;
    };
    const changed = (): void => {
      if (inside && document.activeElement === document.body) place()?.focus();
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
