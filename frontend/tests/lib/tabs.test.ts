import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SignedTabs } from "../../src/lib/tabs";
import { settleDown } from "./support/clock";

const SECOND = 1_000;
/** Longer than a page in the background waits between two signs. */
const DEAD_AFTER = 150 * SECOND;
const LOOK_EVERY = 30 * SECOND;

/** What the pages of one browser share. */
class Signs extends Map<string, string> implements Pick<Storage, "getItem" | "setItem" | "removeItem"> {
  /** All pages have ended without a word: their clocks go on here, but nobody signs. */
  ended = false;

  getItem(key: string): string | null {
    return this.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    if (!this.ended) this.set(key, value);
  }

  removeItem(key: string): void {
    this.delete(key);
  }
}

let hiding: readonly (() => void)[] = [];
let leaving: readonly (() => void)[] = [];
let signs = new Signs();
let tabs = new SignedTabs(signs);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"] });
  vi.stubGlobal("addEventListener", (_: string, then: () => void) => (hiding = [...hiding, then]));
  vi.stubGlobal("removeEventListener", (_: string, gone: () => void) => {
    hiding = hiding.filter((then) => then !== gone);
  });
  signs = new Signs();
  tabs = new SignedTabs(signs);
});

afterEach(() => {
  for (const leave of leaving) leave();
  [hiding, leaving] = [[], []];
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function live(tab: string, met: (other: string) => void = () => undefined): () => void {
  const leave = tabs.live(tab, met);
  leaving = [...leaving, leave];
  return leave;
}

/** Lets time pass for all pages, and hear what they have to say. */
async function pass(ms: number): Promise<void> {
  vi.advanceTimersByTime(ms);
  await settleDown();
}

test("a page signs as long as it lives, and is gone when it leaves or is hidden for good", async () => {
  expect(await tabs.isGone("one")).toBe(true);
  const leave = live("one");
  live("two");
  await pass(10 * DEAD_AFTER);
  expect(await Promise.all([tabs.isGone("one"), tabs.isGone("two")])).toEqual([false, false]);
  leave();
  expect(await Promise.all([tabs.isGone("one"), tabs.isGone("two")])).toEqual([true, false]);
  for (const hide of hiding) hide();
  await pass(DEAD_AFTER);
  expect(await tabs.isGone("two")).toBe(true);
});

test("a page that ended without a word is gone when its sign is old, not before", async () => {
  live("one");
  await pass(15 * SECOND); // signed for the last time 5 seconds ago
  signs.ended = true;
  await pass(DEAD_AFTER - 5 * SECOND);
  expect(await tabs.isGone("one")).toBe(false);
  await pass(1);
  expect(await tabs.isGone("one")).toBe(true);
});

test("who waits for a page to go is told once, soon after it has gone", async () => {
  const leave = live("one");
  const [told, stopped] = [vi.fn(), vi.fn()];
  tabs.whenGone("one", told);
  const stop = tabs.whenGone("one", stopped);
  await pass(10 * DEAD_AFTER);
  expect(told).not.toHaveBeenCalled();
  stop();
  leave();
  await pass(LOOK_EVERY);
  await pass(10 * LOOK_EVERY);
  expect([told, stopped].map(({ mock }) => mock.calls.length)).toEqual([1, 0]);
});

/** One page, and what it hears of others: as a list, and one after the other as it comes. */
function meeting(tab: string): { met: string[]; next: () => Promise<void>; leave: () => void } {
  const met: string[] = [];
  let heard = (): void => undefined;
  const leave = live(tab, (other) => {
    met.push(other);
    heard();
  });
  return { met, leave, next: () => new Promise((resolve) => (heard = resolve)) };
}

test("pages hear of each other, whichever came first, and of none that has left", async () => {
  const one = meeting("one");
  const two = meeting("two");
  await Promise.all([one.next(), two.next()]);
  one.leave();
  const three = meeting("three");
  await Promise.all([two.next(), three.next()]);
  expect([one.met, two.met, three.met]).toEqual([["two"], ["one", "three"], ["two"]]);
});
