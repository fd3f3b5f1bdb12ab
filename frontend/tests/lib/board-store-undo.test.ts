// @vitest-environment ./tests/lib/support/browser-build.ts
import { beforeEach, expect, test } from "vitest";
import type { BoardStore } from "../../src/lib/board-store.svelte";
import type { Command } from "../../src/lib/protocol";
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
async function did(command: Command): Promise<void> {
  store.submit(command);
  await room.calm();
}

test("undo goes back through my own changes, not through others'", async () => {
  const other = await room.arrive(OTHER);
  await did(ADD);
  await did(RENAME);
  other.submit({ type: "theme.edit", theme_id: "support1", title: "Help" });
  await room.calm();
  store.undo();
  await room.calm();
  expect([textOf("calm0001"), store.shown.placement.has("mine0001")]).toEqual(["Calm", true]);
  store.undo();
  await room.calm();
  expect(store.shown.placement.has("mine0001")).toBe(false);
  expect(store.shown.theme.get("support1")?.title).toBe("Help");
  expect([store.canUndo, store.undo()]).toEqual([false, null]);
});

test("undo pressed twice at once undoes two changes", async () => {
  await did(ADD);
  await did(RENAME);
  store.undo();
  store.undo();
  await room.calm();
  expect(room.server.state.undo.size).toBe(2);
});

test("undo takes back what was never sent", async () => {
  room.line(ME).cut();
  const submission = store.submit(ADD);
  expect(store.canUndo).toBe(true);
  expect(await store.undo()?.settled).toEqual({ ok: true, events: [] });
  expect([store.waiting, store.shown.placement.has("mine0001")]).toEqual([0, false]);
  expect(await submission.settled).toEqual({ ok: true, events: [] });
  await room.reconnected();
  expect(room.server.events).toEqual([]);
});

test("undo waits for a change on its way, then undoes it", async () => {
  const { commandId } = store.submit(ADD);
  const outcome = store.undoCommand(commandId);
  expect(store.canUndo).toBe(false);
  await room.calm();
  expect((await outcome).ok).toBe(true);
  expect(room.server.events.map(({ type }) => type)).toEqual(["placement.added", "change.undone"]);
  expect(store.shown.placement.has("mine0001")).toBe(false);
});

test("undo that is refused gives the reason", async () => {
  await did(ADD);
  const outcome = store.undoSeq(9).settled;
  await room.calm();
  expect(await outcome).toMatchObject({ ok: false, code: "stale" });
});

test("undo of a command nobody knows says so", async () => {
  expect(await store.undoCommand("nothing1")).toMatchObject({ ok: false, code: "not_found" });
});
