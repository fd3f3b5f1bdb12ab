// @vitest-environment ./tests/lib/support/browser-build.ts
import { beforeEach, expect, test } from "vitest";
import { Lines, MOST_FAILED, PROBE_EVERY } from "../../src/lib/lines.svelte";
import type { Line, LineHooks } from "../../src/lib/surroundings";
import { FakeClock } from "./support/clock";

interface Opened {
  readonly way: "socket" | "poll";
  readonly hooks: LineHooks;
  left: boolean;
}

let clock: FakeClock;
let opened: Opened[];
let ended: number[];
let lines: Lines;

beforeEach(() => {
  clock = new FakeClock();
  opened = [];
  ended = [];
  const opening =
    (way: Opened["way"]) =>
    (_: string, hooks: LineHooks): Line => {
      const one: Opened = { way, hooks, left: false };
      opened.push(one);
      return {
        send: () => undefined,
        leave: () => {
          one.left = true;
        },
      };
    };
  lines = new Lines(opening("socket"), opening("poll"), clock);
});

function open(): Line {
  return lines.open("board0001", {
    opened: () => undefined,
    heard: () => undefined,
    ended: (code) => ended.push(code),
  });
}

function failThreeTimes(): void {
  for (let at = 0; at < MOST_FAILED; at += 1) {
    open();
    opened.at(-1)?.hooks.ended(1006);
  }
}

function ways(): string {
  return opened.map(({ way }) => way).join(" ");
}

test("plain requests are used once websockets failed three times in a row", () => {
  failThreeTimes();
  expect(lines.slow).toBe(true);
  open();
  expect(ways()).toBe("socket socket socket poll");
});

test("a websocket that stays silent counts as failed when it is given up", () => {
  for (let at = 0; at < MOST_FAILED; at += 1) open().leave();
  expect(lines.slow).toBe(true);
});

test("a websocket that worked begins the count anew, and a server that says goodbye does not count", () => {
  for (let at = 0; at < 10; at += 1) {
    const line = open();
    if (at % 2 === 0) opened.at(-1)?.hooks.heard("{}");
    else opened.at(-1)?.hooks.ended(1001);
    line.leave();
  }
  expect(lines.slow).toBe(false);
});

test("now and then a websocket is tried again; one that opens ends the slower line", () => {
  failThreeTimes();
  open();
  clock.pass(PROBE_EVERY);
  opened.at(-1)?.hooks.ended(1006);
  expect([ways().endsWith("poll socket"), lines.slow]).toEqual([true, true]);
  clock.pass(PROBE_EVERY);
  opened.at(-1)?.hooks.opened();
  expect([lines.slow, opened.at(-1)?.left, ended.at(-1)]).toEqual([false, true, 1006]);
  open();
  expect(ways().endsWith("socket socket socket")).toBe(true);
  opened.at(-1)?.hooks.ended(1006);
  expect(lines.slow).toBe(true);
});

test("a slower line that was left tries nothing any more", () => {
  failThreeTimes();
  open().leave();
  const count = opened.length;
  clock.pass(10 * PROBE_EVERY);
  expect(opened).toHaveLength(count);
});
