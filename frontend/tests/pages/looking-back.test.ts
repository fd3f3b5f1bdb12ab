import { describe, expect, it } from "vitest";
import { emptyState } from "../../src/lib/model";
import type { Hero, Moment } from "../../src/lib/stories/moments";
import type { Clock } from "../../src/lib/surroundings";
import {
  LookingBack,
  LONGEST_PAUSE,
  QUIET_MS,
  SHORTEST_PAUSE,
  STEP_MS,
  type Reel,
} from "../../src/pages/looking-back.svelte";

/** A clock that stands still until it is told to go on. */
class HandClock implements Clock {
  #now = 0;
  #waiting: { readonly at: number; readonly then: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, then: () => void): () => void {
    const timer = { at: this.#now + ms, then };
    this.#waiting.push(timer);
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== timer);
    };
  }

  goOn(ms: number): void {
    const end = this.#now + ms;
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#now = next.at;
      this.#waiting = this.#waiting.filter((timer) => timer !== next);
      next.then();
    }
    this.#now = end;
  }

  #next(end: number) {
    return this.#waiting.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }
}

function lookingBack(head: number, more: Partial<Reel> = {}) {
  const reel: Reel = {
    head,
    marks: [],
    stateAt: () => emptyState(),
    timeOf: () => 0,
    told: () => [],
    ...more,
  };
  const addresses: (number | null)[] = [];
  const clock = new HandClock();
  return { looking: new LookingBack(reel, (at) => addresses.push(at), clock), addresses, clock };
}

const TEA: Hero = { kind: "card", id: "tea" };

function toldAt(...seqs: number[]): readonly Moment[] {
  const sentence = { who: "CR1", forWhom: null, text: [], why: null };
  return seqs.map((seq) => ({ seq, at: "", sentence, count: 1, others: 0 }));
}

describe("LookingBack", () => {
  it("changes the address at once when it begins, then only when the hand rests", () => {
    const { looking, addresses, clock } = lookingBack(100);
    looking.show(40);
    for (const seq of [41, 42, 43]) looking.show(seq);
    expect(addresses).toEqual([40]);
    clock.goOn(QUIET_MS);
    expect(addresses).toEqual([40, 43]);
  });

  it("plays one change a step, faster when asked, and stops at the end", () => {
    const { looking, clock } = lookingBack(7);
    looking.play();
    clock.goOn(2 * STEP_MS);
    expect(looking.at).toBe(3);
    looking.speed = 4;
    clock.goOn(STEP_MS);
    clock.goOn(STEP_MS);
    expect(looking.at).toBe(7);
    expect(looking.playing).toBe(false);
  });

  it("plays from the start again after the end", () => {
    const { looking } = lookingBack(7);
    looking.show(7);
    looking.play();
    expect(looking.at).toBe(1);
  });

  it("plays a stretch, stops at its end, and plays it again", () => {
    const { looking, clock } = lookingBack(9);
    looking.playStretch(3, 5);
    expect([looking.at, looking.playing]).toEqual([4, true]);
    clock.goOn(5 * STEP_MS);
    expect([looking.at, looking.playing]).toEqual([5, false]);
    looking.play();
    expect(looking.at).toBe(4);
    looking.show(8);
    expect(looking.stretch).toBeNull();
  });

  it("plays as it happened, with long pauses cut", () => {
    const times = [0, 500, 90_000, 90_001];
    const { looking, clock } = lookingBack(4, { timeOf: (seq) => times[seq - 1] ?? 0 });
    looking.speed = "lived";
    looking.play();
    const at: (number | null)[] = [];
    for (const ms of [499, 1, LONGEST_PAUSE - 1, 1, SHORTEST_PAUSE]) {
      clock.goOn(ms);
      at.push(looking.at);
    }
    expect(at).toEqual([1, 2, 2, 3, 4]);
  });

  it("jumps from mark to mark, and to the ends", () => {
    const { looking } = lookingBack(9, { marks: [1, 4, 7] });
    const at = [-1, -1, -1, 1, 1, 1].map((way) => {
      looking.jump(way < 0 ? -1 : 1);
      return looking.at;
    });
    expect(at).toEqual([7, 4, 1, 4, 7, 9]);
  });

  it("comes to a part of the log by its address, and plays it to its end", () => {
    const { looking, clock } = lookingBack(9);
    looking.arrive(3, { after: 2, to: 4 });
    looking.play();
    clock.goOn(9 * STEP_MS);
    expect([looking.at, looking.stretch]).toEqual([4, { after: 2, to: 4 }]);
  });

  it("plays the moments of a story and no others, steps and jumps through them, and goes on with everything", () => {
    const { looking, clock } = lookingBack(60, { marks: [1, 30, 50], told: () => toldAt(3, 31, 58) });
    looking.playStory(TEA);
    const at = [looking.at];
    for (let beat = 0; beat < 3; beat += 1) {
      clock.goOn(STEP_MS);
      at.push(looking.at);
    }
    expect(at).toEqual([3, 31, 58, 58]);
    expect([looking.playing, looking.course.count, looking.past?.step]).toEqual([false, 3, true]);
    looking.step(-1);
    expect([looking.at, looking.course.placeOf(31)]).toEqual([31, 2]);
    looking.jump(1);
    expect(looking.at).toBe(58);
    looking.jump(-1);
    expect(looking.at).toBe(31);
    looking.show(45);
    expect(looking.at).toBe(31);
    looking.playAll();
    looking.step(1);
    expect([looking.at, looking.hero]).toEqual([32, null]);
  });

  it("comes to a story by its address, before its moments are known", () => {
    const { looking, addresses } = lookingBack(9);
    looking.arrive(4, TEA);
    expect([looking.at, looking.story, looking.course.count]).toEqual([4, null, 9]);
    looking.arrive(4, null);
    expect(looking.hero).toBeNull();
    looking.playAll();
    expect(addresses).toEqual([]);
  });

  it("steps inside the log only, and pauses for it", () => {
    const { looking } = lookingBack(3);
    looking.play();
    looking.step(-1);
    expect([looking.at, looking.playing]).toEqual([1, false]);
    looking.step(5);
    expect(looking.at).toBe(3);
  });

  it("returns to now once", () => {
    const { looking, addresses, clock } = lookingBack(9);
    looking.show(4);
    looking.show(5);
    looking.toNow();
    looking.toNow();
    clock.goOn(QUIET_MS);
    expect(addresses).toEqual([4, null]);
    expect(looking.past).toBeNull();
  });

  it("follows the browser's back button without answering it", () => {
    const { looking, addresses } = lookingBack(9);
    looking.arrive(6);
    expect(looking.past?.seq).toBe(6);
    looking.arrive(null);
    expect(looking.past).toBeNull();
    expect(addresses).toEqual([]);
  });

  it("shows the last moment when the address lies ahead of the log", () => {
    const { looking } = lookingBack(9);
    looking.arrive(500);
    expect(looking.past?.seq).toBe(9);
  });
});
