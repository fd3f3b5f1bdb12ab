// @vitest-environment ./tests/lib/support/browser-build.ts
import { expect, test } from "vitest";
import type { BoardStore } from "../../src/lib/board-store.svelte";
import { REST } from "../../src/lib/patience";
import { FakeRoom } from "./support/room";

const ME = "person-cr1";
const TEXTS = ["Quiet", "Calm", "Rest"];

interface Sent {
  readonly type: string;
  readonly command_id: string;
}

function edits(store: BoardStore): string[] {
  return TEXTS.map((text) => store.submit({ type: "card.edit", card_id: "calm0001", text }).commandId);
}

/** The commands on their way to the server, which are taken from the line. */
function taken(room: FakeRoom): string[] {
  const said = room.line(ME).toServer.splice(0) as unknown as Sent[];
  return said.filter(({ type }) => type === "submit").map(({ command_id }) => command_id);
}

function refuse(room: FakeRoom, ids: readonly string[], code: string, detail: object): void {
  for (const command_id of ids) {
    room.hear(ME, { type: "rejected", command_id, code, message: "Not yet.", detail });
  }
}

test.each([
  ["too_fast", { retry_after_ms: 100 }, 100],
  ["storage_unavailable", {}, REST],
])("%s: nothing is lost; all goes out again, in order, one by one", async (code, detail, wait) => {
  const room = new FakeRoom();
  const store = await room.arrive(ME);
  const ids = edits(store);
  expect(taken(room)).toEqual(ids.slice(0, 1));
  refuse(room, ids.slice(0, 1), code, detail);
  expect([store.waiting, store.saved, store.status]).toEqual([3, false, "live"]);
  expect(store.shown.card.get("calm0001")?.text).toBe("Rest");
  room.clock.pass(wait - 1);
  expect(taken(room)).toEqual([]);
  room.clock.pass(1);
  expect(taken(room)).toEqual(ids.slice(0, 1));
  refuse(room, ids.slice(0, 1), code, detail);
  room.clock.pass(wait);
  await room.calm();
  expect(room.server.events.map(({ command_id }) => command_id)).toEqual(ids);
  expect(store.saved).toBe(true);
});

test("any other refusal is final", async () => {
  const room = new FakeRoom();
  const store = await room.arrive(ME);
  refuse(room, edits(store).slice(0, 1), "stale", {});
  expect(store.waiting).toBe(2);
});
