import { beforeEach, expect, test } from "vitest";
import { ANSWER_WITHIN, Connection, PING_EVERY, waitBefore } from "../../src/lib/connection";
import { ApiError } from "../../src/lib/http";
import type { ClientMessage } from "../../src/lib/protocol";
import type { LineHooks } from "../../src/lib/surroundings";
import { FakeClock, settleDown } from "./support/clock";

interface TestLine {
  readonly hooks: LineHooks;
  readonly sent: ClientMessage[];
  left: boolean;
}

let clock: FakeClock;
let lines: TestLine[];
let statuses: string[];
let token: () => Promise<string>;
let connection: Connection;

beforeEach(() => {
  clock = new FakeClock();
  lines = [];
  statuses = [];
  token = () => Promise.resolve("token");
  const hooks = {
    after: () => 7,
    message: () => undefined,
    status: (status: string, reason: string | null) => statuses.push(reason ?? status),
  };
  const line = (_: string, lineHooks: LineHooks) => opened(lineHooks);
  connection = new Connection("board0001", hooks, { line, csrf: () => token(), clock, random: () => 0 });
});

function opened(hooks: LineHooks): { send: (text: string) => void; leave: () => void } {
  const line: TestLine = { hooks, sent: [], left: false };
  lines.push(line);
  return {
    send: (text) => line.sent.push(JSON.parse(text) as ClientMessage),
    leave: () => {
      line.left = true;
    },
  };
}

function last(): TestLine {
  const line = lines.at(-1);
  if (line === undefined) throw new Error("There is no line.");
  return line;
}

function hear(message: object): void {
  last().hooks.heard(JSON.stringify(message));
}

async function live(): Promise<void> {
  connection.open();
  await settleDown();
  last().hooks.opened();
  hear({ type: "welcome" });
}

test("it says hello with the token and the last seq, and is live after the welcome", async () => {
  await live();
  expect(last().sent).toEqual([{ type: "hello", protocol: 1, csrf: "token", after: 7 }]);
  expect(statuses).toEqual(["connecting", "live"]);
});

test("it sends nothing before the welcome", async () => {
  connection.open();
  await settleDown();
  last().hooks.opened();
  expect(connection.send({ type: "ping", t: 1 })).toBe(false);
  hear({ type: "welcome" });
  expect(connection.send({ type: "ping", t: 1 })).toBe(true);
});

test.each([1001, 1006, 1008, 4408])("after close code %i it comes back", async (code) => {
  await live();
  last().hooks.ended(code);
  expect(statuses.at(-1)).toBe("offline");
  clock.pass(500);
  await settleDown();
  expect(lines).toHaveLength(2);
});

test.each([
  [4400, "This page made a mistake. Please reload it."],
  [4401, "You are not signed in here. Please use your own link again."],
  [4403, "You are not part of this study any more."],
  [4404, "This board is not here."],
  [4409, "This page is too old. Please reload it."],
])("close code %i ends it with a plain reason", async (code, reason) => {
  await live();
  last().hooks.ended(code);
  expect(statuses.at(-1)).toBe(reason);
  clock.pass(60_000);
  await settleDown();
  expect(lines).toHaveLength(1);
});

test("it asks for the token again when the network swallows the question", async () => {
  token = () => new Promise(() => undefined);
  connection.open();
  await settleDown();
  clock.pass(ANSWER_WITHIN);
  expect(statuses.at(-1)).toBe("offline");
  token = () => Promise.resolve("token");
  clock.pass(500);
  await settleDown();
  expect(lines).toHaveLength(1);
});

test("it waits longer each time, at most 15 seconds, and starts anew after a welcome", async () => {
  expect([0, 1, 2, 3, 4, 5, 50].map((tries) => waitBefore(tries, 0))).toEqual([
    500, 1000, 2000, 4000, 8000, 10_000, 10_000,
  ]);
  expect(waitBefore(50, 0.999)).toBeLessThan(15_000);
  await live();
  for (const wait of [500, 1000, 2000]) {
    const before = lines.length;
    last().hooks.ended(1006);
    clock.pass(wait - 1);
    await settleDown();
    expect(lines).toHaveLength(before);
    clock.pass(1);
    await settleDown();
    expect(lines).toHaveLength(before + 1);
  }
  last().hooks.opened();
  hear({ type: "welcome" });
  last().hooks.ended(1006);
  clock.pass(500);
  await settleDown();
  expect(lines).toHaveLength(5);
});

test("it asks a quiet line for an answer and leaves it when none comes", async () => {
  await live();
  const line = last();
  clock.pass(PING_EVERY);
  expect(line.sent.at(-1)?.type).toBe("ping");
  clock.pass(ANSWER_WITHIN - 1);
  expect(line.left).toBe(false);
  clock.pass(1);
  expect(line.left).toBe(true);
  expect(statuses.at(-1)).toBe("offline");
});

test("an answer keeps the line", async () => {
  await live();
  for (let round = 0; round < 5; round += 1) {
    clock.pass(PING_EVERY);
    hear({ type: "pong", t: 1 });
  }
  expect(last().sent.filter(({ type }) => type === "ping")).toHaveLength(5);
  expect(last().left).toBe(false);
});

test("a line that never welcomes is left", async () => {
  connection.open();
  await settleDown();
  last().hooks.opened();
  clock.pass(ANSWER_WITHIN);
  expect(last().left).toBe(true);
  clock.pass(500);
  await settleDown();
  expect(lines).toHaveLength(2);
});

test("waking tries at once when offline, and asks at once when live", async () => {
  await live();
  connection.wake();
  expect(last().sent.at(-1)?.type).toBe("ping");
  last().hooks.ended(1006);
  connection.wake();
  await settleDown();
  expect(lines).toHaveLength(2);
  clock.pass(499);
  await settleDown();
  expect(lines).toHaveLength(2);
});

test("when the server cannot be reached for a token it tries again", async () => {
  token = () => Promise.reject(new ApiError(0, "unreachable", "The server does not answer."));
  connection.open();
  await settleDown();
  expect(statuses.at(-1)).toBe("offline");
  token = () => Promise.resolve("token");
  clock.pass(500);
  await settleDown();
  expect(lines).toHaveLength(1);
});

test("without a session it ends", async () => {
  token = () => Promise.reject(new ApiError(401, "not_signed_in", "Please sign in."));
  connection.open();
  await settleDown();
  expect(statuses.at(-1)).toBe("You are not signed in here. Please use your own link again.");
});

test("closing leaves the line, its timers and a token on its way", async () => {
  await live();
  connection.close();
  expect(last().left).toBe(true);
  expect(clock.pending).toBe(0);
  connection.open();
  connection.close();
  await settleDown();
  expect(lines).toHaveLength(1);
});

test("opening twice opens one line", async () => {
  connection.open();
  connection.open();
  await settleDown();
  expect(lines).toHaveLength(1);
});
