// @vitest-environment ./tests/lib/support/browser-build.ts
import { beforeEach, expect, test } from "vitest";
import type { BoardStore } from "../../src/lib/board-store.svelte";
import { emptyState } from "../../src/lib/model";
import type { PersonHere } from "../../src/lib/protocol";
import { LookingBack } from "../../src/pages/looking-back.svelte";
import { BACK_MS, Together } from "../../src/pages/together.svelte";
import { person } from "../lib/support/boards";
import { FakeRoom } from "../lib/support/room";
import { ME, OTHER } from "../lib/support/two-people";

const reel = { head: 9, marks: [], stateAt: () => emptyState(), timeOf: () => 0, told: () => [] };
let room: FakeRoom;
let store: BoardStore;
let looking: LookingBack;
let together: Together;

beforeEach(async () => {
  room = new FakeRoom();
  store = await room.arrive(ME);
  looking = new LookingBack(reel, () => undefined, room.clock);
  together = new Together(store, looking, room.clock);
});

/** What is told of the other person. */
function told(more: Partial<PersonHere>): void {
  room.hear(ME, { type: "presence", people: [person(OTHER, "CR2", more)] });
  together.keepUp();
}

function shows(seq: number): void {
  told({ showing: { kind: "moment", id: `moment-${String(seq)}` } });
}

function lookAlong(): void {
  shows(4);
  if (together.offer !== null) together.join(together.offer);
  together.keepUp();
  expect(looking.at).toBe(4);
}

test("whoever looks along sees what is shown, and is told when that is over", () => {
  lookAlong();
  shows(6);
  expect(looking.at).toBe(6);
  told({});
  expect([looking.at, together.along, together.offer]).toEqual([null, null, null]);
  expect(together.news).toBe("CR2 stopped showing. You are back at now.");
  shows(7);
  expect(together.news).toBe("");
  expect(together.offer?.seq).toBe(7);
});

test("a line that is lost for a while ends nothing", () => {
  lookAlong();
  told({ here: false });
  expect([looking.at, together.missed?.pseudonym, together.offer]).toEqual([4, "CR2", null]);
  room.clock.pass(5_000);
  told({});
  expect([looking.at, together.missed]).toEqual([4, null]);
  shows(5);
  room.clock.pass(BACK_MS);
  expect([looking.at, together.along?.seq, together.news]).toEqual([5, 5, ""]);
});

test("who comes back and shows nothing has stopped", () => {
  lookAlong();
  told({ here: false });
  told({});
  room.clock.pass(BACK_MS);
  expect([looking.at, together.news]).toEqual([null, "CR2 stopped showing. You are back at now."]);
});

test("whoever waits for somebody can leave, and go on alone", () => {
  lookAlong();
  told({ here: false });
  together.leave();
  expect([looking.at, together.missed]).toEqual([4, null]);
  told({});
  room.clock.pass(BACK_MS);
  expect([looking.at, together.news]).toEqual([4, ""]);
});

test("a moment that this page does not know yet is waited for", () => {
  shows(40);
  if (together.offer !== null) together.join(together.offer);
  together.keepUp();
  expect([looking.at, together.along?.seq]).toEqual([null, 40]);
  shows(8);
  expect(looking.at).toBe(8);
});
