// @vitest-environment ./tests/lib/support/browser-build.ts
import { beforeEach, expect, test } from "vitest";
import type { BoardStore } from "../../src/lib/board-store.svelte";
import { create, event, placement } from "./support/boards";
import { settleDown } from "./support/clock";
import { FakeRoom } from "./support/room";
import { ADD, ME, OTHER, RENAME } from "./support/two-people";

let room: FakeRoom;
let store: BoardStore;

beforeEach(async () => {
  room = new FakeRoom();
  store = await room.arrive(ME);
});

function textOf(id: string): string | undefined {
  return store.shown.card.get(id)?.text;
}
test("a lost line: keeps commands in order and sends them afterwards", async () => {
  room.line(ME).cut();
  expect(store.status).toBe("offline");
  const first = store.submit(ADD).settled;
  const second = store.submit({
    type: "placement.move",
    placement_id: "mine0001",
    theme_id: "environ1",
  }).settled;
  expect(store.shown.placement.get("mine0001")?.theme_id).toBe("environ1");
  expect(store.waiting).toBe(2);
  await room.reconnected();
  expect([(await first).ok, (await second).ok, store.status]).toEqual([true, true, "live"]);
  expect(room.server.events.map(({ type }) => type)).toEqual(["placement.added", "placement.moved"]);
});

test("a lost line: sends under the same id what may or may not have arrived, and it counts once", async () => {
  const { settled } = store.submit(ADD);
  room.server.read(room.line(ME));
  room.line(ME).cut();
  await room.reconnected();
  expect(room.server.events).toHaveLength(1);
  expect(await settled).toEqual({ ok: true, events: room.server.events });
  expect(store.waiting).toBe(0);
});

test("a lost line: an answer to a known event still settles", async () => {
  const { settled } = store.submit(ADD);
  await room.calm();
  const again = store.submit(RENAME);
  const [known] = room.server.events;
  room.hear(ME, { type: "events", events: [known], settles: again.commandId });
  expect(store.waiting).toBe(0);
  expect((await settled).ok).toBe(true);
  expect(store.confirmedSeq).toBe(1);
});

test("a lost line: is mended from the last seq when events are missing", async () => {
  const missing = event(2, "placement.added", [
    create("placement", "later001", placement("cafe0001", "support1", "a5")),
  ]);
  room.hear(ME, { type: "events", events: [missing] });
  expect(store.status).toBe("offline");
  expect(store.confirmedSeq).toBe(0);
  room.clock.pass(1_000);
  await settleDown();
  room.line(ME).start();
  expect(room.line(ME).toServer[0]).toMatchObject({ type: "hello", after: 0 });
});

test("a lost line: asks for the whole board when events do not fit", async () => {
  room.hear(ME, { type: "events", events: [event(1, "placement.added", [create("card", "calm0001", {})])] });
  room.clock.pass(1_000);
  await settleDown();
  room.line(ME).start();
  expect(room.line(ME).toServer[0]).toMatchObject({ type: "hello", after: null });
  expect(store.loaded).toBe(true);
  await room.calm();
  expect([store.status, store.confirmedSeq]).toEqual(["live", 0]);
});

test("a lost line: takes a whole state when it is too far behind, and keeps its own waiting change", async () => {
  const other = await room.arrive(OTHER);
  room.line(ME).cut();
  store.submit(ADD);
  for (let at = 0; at < 30; at += 1)
    other.submit({ type: "card.edit", card_id: "calm0001", text: `Calm ${at}` });
  room.server.lines
    .filter(({ open }) => open)
    .forEach((line) => {
      while (room.server.read(line));
    });
  await room.reconnected();
  expect(store.confirmedSeq).toBe(31);
  expect(textOf("calm0001")).toBe("Calm 29");
  expect(store.shown.placement.has("mine0001")).toBe(true);
});

test("a lost line: that ends for good says why, and refuses further commands", async () => {
  room.line(ME).cut(4403);
  expect([store.status, store.closedReason]).toEqual(["closed", "You are not part of this study any more."]);
  expect(await store.submit(ADD).settled).toEqual({
    ok: false,
    code: "closed",
    message: "You are not part of this study any more.",
  });
});

test("a lost line: words that cannot be sent any more are kept for their person to copy", async () => {
  room.line(ME).cut(4403);
  expect((await store.submit(RENAME).settled).ok).toBe(false);
  expect(store.keeper.refused.map(({ message }) => message.command)).toEqual([RENAME]);
  expect(store.waiting).toBe(0);
});
