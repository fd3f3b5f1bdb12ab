/** Which pages of this browser live: by Web Locks, or by signs of life where there are none (plain http). */
import type { Tabs } from "./keeping";

const NAME = "themeroom-tab-";
const SIGN_EVERY = 10_000;
/** Browsers slow down the clocks of pages in the background to one tick a minute. */
const DEAD_AFTER = 150_000;
const LOOK_EVERY = 30_000;

export function browserTabs(): Tabs {
  return "locks" in navigator ? new LockedTabs(navigator.locks) : new SignedTabs(localStorage);
}

/** A page holds a lock as long as it lives; the browser lets go of it however the page ends. */
class LockedTabs implements Tabs {
  constructor(private readonly locks: LockManager) {}

  live(tab: string): () => void {
    let leave = (): void => undefined;
    const lived = new Promise<void>((resolve) => {
      leave = resolve;
    });
    void this.locks.request(NAME + tab, () => lived);
    return leave;
  }

  async isGone(tab: string): Promise<boolean> {
    return this.locks.request(NAME + tab, { ifAvailable: true }, (lock) => lock !== null);
  }

  whenGone(tab: string, then: () => void): () => void {
    const waiting = new AbortController();
    this.locks.request(NAME + tab, { signal: waiting.signal }, then).catch(() => undefined); // stopped
    return () => {
      waiting.abort();
    };
  }
}

/** Without locks two pages may take one for dead by mistake; the same command id counts once all the same. */
class SignedTabs implements Tabs {
  constructor(private readonly signs: Storage) {}

  live(tab: string): () => void {
    const sign = (): void => {
      this.signs.setItem(NAME + tab, String(Date.now()));
    };
    const leave = (): void => {
      clearInterval(timer);
      removeEventListener("pagehide", leave);
      this.signs.removeItem(NAME + tab);
    };
    sign();
    const timer = setInterval(sign, SIGN_EVERY);
    addEventListener("pagehide", leave);
    return leave;
  }

  isGone(tab: string): Promise<boolean> {
    return Promise.resolve(Date.now() - Number(this.signs.getItem(NAME + tab) ?? 0) > DEAD_AFTER);
  }

  whenGone(tab: string, then: () => void): () => void {
    const timer = setInterval(() => {
      void this.isGone(tab).then((gone) => {
        if (!gone) return;
        clearInterval(timer);
        then();
      });
    }, LOOK_EVERY);
    return () => {
      clearInterval(timer);
    };
  }
}
