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

interface Greeting {
  readonly tab: string;
  /** False for the answer to a greeting. */
  readonly isNew: boolean;
}

/** A page cannot read from the device that another one will make work later: so they tell each other of themselves. */
class Greetings {
  readonly #channel = new BroadcastChannel(NAME + "greetings");
  #state: "before" | "here" | "over" = "before";

  constructor(
    private readonly tab: string,
    met: (other: string) => void,
  ) {
    this.#channel.onmessage = ({ data }: MessageEvent<Greeting>): void => {
      if (data.isNew && this.#state === "here") this.#greet(false);
      met(data.tab);
    };
  }

  begin(): void {
    if (this.#state === "over") return;
    this.#state = "here";
    this.#greet(true);
  }

  end(): void {
    this.#state = "over";
    this.#channel.close();
  }

  #greet(isNew: boolean): void {
    this.#channel.postMessage({ tab: this.tab, isNew } satisfies Greeting);
  }
}

/** A page holds a lock as long as it lives; the browser lets go of it however the page ends. */
class LockedTabs implements Tabs {
  constructor(private readonly locks: LockManager) {}

  live(tab: string, met: (other: string) => void): () => void {
    let leave = (): void => undefined;
    const lived = new Promise<void>((resolve) => {
      leave = resolve;
    });
    const greetings = new Greetings(tab, met);
    // Whoever heard of this page before it holds its lock would take it for gone.
    void this.locks.request(NAME + tab, () => {
      greetings.begin();
      return lived;
    });
    return () => {
      greetings.end();
      leave();
    };
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
export class SignedTabs implements Tabs {
  constructor(private readonly signs: Pick<Storage, "getItem" | "setItem" | "removeItem">) {}

  live(tab: string, met: (other: string) => void): () => void {
    const greetings = new Greetings(tab, met);
    const sign = (): void => {
      this.signs.setItem(NAME + tab, String(Date.now()));
    };
    const leave = (): void => {
      clearInterval(timer);
      removeEventListener("pagehide", leave);
      greetings.end();
      this.signs.removeItem(NAME + tab);
    };
    sign();
    const timer = setInterval(sign, SIGN_EVERY);
    addEventListener("pagehide", leave);
    greetings.begin();
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
