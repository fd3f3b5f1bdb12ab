import { browserClock } from "../lib/surroundings";

/** Milliseconds in view after which words count as read. */
const READ_MS = 1_500;
/** Of long words so many pixels are enough. */
const ENOUGH_PX = 120;

/** Calls back once an element was in view on a visible page for a while. Returns what stops that. */
export function onceRead(element: Element, then: () => void): () => void {
  let stop = (): void => undefined;
  const wait = (): void => {
    stop = browserClock.after(READ_MS, () => {
      if (document.visibilityState === "visible") then();
      else wait();
    });
  };
  const watcher = new IntersectionObserver(
    ([entry]) => {
      stop();
      if (entry?.isIntersecting !== true) return;
      if (entry.intersectionRatio >= 0.5 || entry.intersectionRect.height >= ENOUGH_PX) wait();
    },
    { threshold: [0, 0.1, 0.25, 0.5] },
  );
  watcher.observe(element);
  return () => {
    stop();
    watcher.disconnect();
  };
}
