// @vitest-environment ./tests/lib/support/browser-build.ts
import fc from "./support/chance";
import { expect, test } from "vitest";
import { evolve } from "../../src/lib/evolve";
import { toJson } from "../../src/lib/model";
import { settleDown } from "./support/clock";
import { commandOn, wanted, type Wanted } from "./support/commands";
import { FakeRoom } from "./support/room";

const PEOPLE = ["person-cr1", "person-cr2", "person-fac"] as const;

type Step =
  | { readonly do: "submit"; readonly who: number; readonly wanted: Wanted }
  | {
      readonly do: "undo" | "read" | "deliver" | "repeat" | "lose" | "lose sent" | "cut" | "wake";
      readonly who: number;
    }
  | { readonly do: "pass"; readonly ms: number };

const who = fc.nat(PEOPLE.length - 1);
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.record({ do: fc.constant("submit" as const), who, wanted }) },
    {
      weight: 14,
      arbitrary: fc.record({ do: fc.constantFrom("read" as const, "deliver" as const), who }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constantFrom("undo", "repeat", "lose", "lose sent", "cut", "wake"),
        who,
      }) as fc.Arbitrary<Step>,
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("pass" as const), ms: fc.nat(15_000) }) },
  ),
  { minLength: 20, maxLength: 120 },
);

async function take(room: FakeRoom, step: Step): Promise<void> {
  if (step.do === "pass") {
    room.clock.pass(step.ms);
    await settleDown();
    return;
  }
  const person = PEOPLE[step.who] ?? PEOPLE[0];
  const store = room.stores.get(person);
  const line = room.server.lineOf(person);
  if (step.do === "submit") store?.submit(commandOn(store.shown, step.wanted));
  if (step.do === "undo") store?.undo();
  if (step.do === "wake") room.wakes[step.who]?.();
  line?.start();
  if (line !== undefined) {
    if (step.do === "read") room.server.read(line);
    if (step.do === "deliver") line.deliver();
    if (step.do === "repeat" && line.toClient[0] !== undefined) line.toClient.unshift(line.toClient[0]);
    if (step.do === "lose") line.toClient.shift();
    if (step.do === "lose sent") line.toServer.shift();
    if (step.do === "cut") line.cut();
  }
  await settleDown();
}

/** Every line is lost once more, so that what was lost on the way is sent again. */
async function comeToRest(room: FakeRoom): Promise<void> {
  for (const line of room.server.lines) line.cut();
  for (let round = 0; round < 6; round += 1) {
    room.clock.pass(20_000);
    await room.calm();
  }
}

async function run(all: readonly Step[]): Promise<void> {
  const room = new FakeRoom();
  for (const person of PEOPLE) await room.arrive(person);
  for (const step of all) await take(room, step);
  await comeToRest(room);
  const { state, start, events } = room.server;
  const replayed = evolve(
    start,
    events.flatMap(({ changes }) => changes),
  );
  expect(toJson(replayed)).toEqual(toJson(state));
  for (const store of room.stores.values()) {
    expect(store.status).toBe("live");
    expect(store.waiting).toBe(0);
    expect(store.confirmedSeq).toBe(events.length);
    expect(toJson(store.shown)).toEqual(toJson(state));
  }
}

test("all browsers, the server and the replayed log end equal", async () => {
  await fc.assert(fc.asyncProperty(steps, run), { numRuns: 200 });
}, 60_000);
