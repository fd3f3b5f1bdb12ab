/** The rim of the store: line, clock, dice and wake-up calls, so that tests can hand in their own. */
import { api } from "./api";
import { newId } from "./ids";
import type { Keeping, Tabs } from "./keeping";

/** One open line to a board. `leave` ends it at once; nothing is heard of it afterwards. */
export interface Line {
  send(text: string): void;
  leave(): void;
}

export interface LineHooks {
  opened(): void;
  heard(text: string): void;
  ended(code: number): void;
}

export interface Clock {
  /** Milliseconds. */
  now(): number;
  /** Calls back once after so many milliseconds; the answer cancels it. */
  after(ms: number, then: () => void): () => void;
}

export interface Surroundings {
  readonly line: (boardId: string, hooks: LineHooks) => Line;
  readonly csrf: () => Promise<string>;
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly newId: () => string;
  /** Where waiting work survives; null keeps it in memory only. */
  readonly keeping: Keeping | null;
  readonly tabs: Tabs | null;
  /** Calls back whenever the line may have changed: network back or gone, page visible again. */
  readonly onWake: (wake: () => void) => () => void;
}

export const browserClock: Clock = {
  now: () => Date.now(),
  after(ms, then) {
    const timer = setTimeout(then, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};

export const browserSurroundings: Surroundings = {
  line: openSocket,
  csrf: () => api.freshCsrf(),
  clock: browserClock,
  random: () => Math.random(),
  newId,
  keeping: null,
  tabs: null,
  onWake: listenForWaking,
};

export function openSocket(boardId: string, hooks: LineHooks): Line {
  const socket = new WebSocket(liveAddress(boardId));
  const heard = new AbortController();
  const { signal } = heard;
  socket.addEventListener("open", hooks.opened, { signal });
  socket.addEventListener(
    "message",
    ({ data }) => {
      hooks.heard(String(data));
    },
    { signal },
  );
  socket.addEventListener(
    "close",
    ({ code }) => {
      hooks.ended(code);
    },
    { signal },
  );
  return {
    send: (text) => {
      socket.send(text);
    },
    leave() {
      heard.abort();
      socket.close(1000);
    },
  };
}

function liveAddress(boardId: string): string {
  const address = new URL(`/api/boards/${encodeURIComponent(boardId)}/live`, location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  return address.href;
}

function listenForWaking(wake: () => void): () => void {
  const seen = (): void => {
    if (document.visibilityState === "visible") wake();
  };
  addEventListener("online", wake);
  addEventListener("offline", wake);
  document.addEventListener("visibilitychange", seen);
  return () => {
    removeEventListener("online", wake);
    removeEventListener("offline", wake);
    document.removeEventListener("visibilitychange", seen);
  };
}
