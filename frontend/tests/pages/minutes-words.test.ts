import { expect, test } from "vitest";
import { LOOK_WITHIN, MinutesWords, type Shelf, type Writing } from "../../src/pages/minutes-words.svelte";
import { FakeClock, settleDown } from "../lib/support/clock";

const START: Writing = { title: "First", text: "We met.", held_on: null, version: 1 };
const BEFORE: Writing = { title: "First", text: "We met. And then", held_on: null, version: 1 };

class SlowShelf implements Shelf {
  kept: unknown = BEFORE;
  #waiting: (() => void)[] = [];

  get(): Promise<unknown> {
    return new Promise((resolve) => {
      this.#waiting.push(() => {
        resolve(this.kept);
      });
    });
  }

  set(_: string, value: unknown): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(() => {
        this.kept = value;
        resolve();
      });
    });
  }

  work(): void {
    for (const one of this.#waiting.splice(0)) one();
  }
}

function page(): { shelf: SlowShelf; clock: FakeClock; words: MinutesWords } {
  const [shelf, clock] = [new SlowShelf(), new FakeClock()];
  return { shelf, clock, words: new MinutesWords(START, "minutes/a", shelf, clock) };
}

test("nothing is written before it is known whether unfinished words are here", async () => {
  const { shelf, words } = page();
  void words.recall();
  await settleDown();
  expect([words.ready, words.text]).toEqual([false, "We met."]);
  shelf.work();
  await settleDown();
  expect([words.ready, words.found, words.text]).toEqual([true, true, "We met. And then"]);
});

test("a device that does not answer keeps what it has, and no letter vanishes under the hand", async () => {
  const { shelf, clock, words } = page();
  void words.recall();
  clock.pass(LOOK_WITHIN);
  await settleDown();
  expect(words.ready).toBe(true);
  words.text = "Written since";
  void words.changed();
  shelf.work();
  await settleDown();
  expect([words.text, words.kept, shelf.kept]).toEqual(["Written since", false, BEFORE]);
});

test("words that stand nowhere else are known to be there, until they are as in the beginning", async () => {
  const { shelf, words } = page();
  shelf.kept = null;
  void words.recall();
  shelf.work();
  await settleDown();
  expect(words.touched).toBe(false);
  words.text = "We met. And then";
  expect(words.touched).toBe(true);
  words.text = "We met.";
  expect(words.touched).toBe(false);
  words.heldOn = "2021-04-04";
  expect(words.touched).toBe(true);
});
