// @vitest-environment ./tests/lib/support/browser-build.ts
import { beforeEach, describe, expect, test } from "vitest";
import type { BoardStore } from "../../src/lib/board-store.svelte";
import type { BoardEvent, Command, ServerMessage } from "../../src/lib/protocol";
import { person } from "./support/boards";
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

function sentTypes(): string[] {
  return room.line(ME).toServer.map(({ type }) => type);
}

test("a store that has arrived shows the board", () => {
  expect(store.status).toBe("live");
  expect(store.loaded).toBe(true);
  expect(store.board.title).toBe("Outcomes");
  expect(store.outline.tray.map(({ card }) => card.text)).toEqual(["Café access"]);
  expect(store.you?.pseudonym).toBe("CR1");
  expect([store.mayEdit, store.mayLead]).toEqual([true, false]);
  expect(store.study?.title).toBe("Outcomes");
});

describe("a command", () => {
  test("shows at once and is saved when the server says so", async () => {
    const { settled } = store.submit(ADD);
    expect(store.shown.placement.has("mine0001")).toBe(true);
    expect([store.waiting, store.saved, store.confirmedSeq]).toEqual([1, false, 0]);
    await room.calm();
    expect([store.waiting, store.saved, store.confirmedSeq]).toEqual([0, true, 1]);
    expect(await settled).toEqual({ ok: true, events: room.server.events });
  });

  test("that is refused drops its guess and gives the reason", async () => {
    const { settled } = store.submit(RENAME);
    expect(textOf("calm0001")).toBe("Quiet");
    const [message] = room.line(ME).toServer;
    const command_id = message?.type === "submit" ? message.command_id : "";
    room.hear(ME, {
      type: "rejected",
      command_id,
      code: "stale",
      message: "Something later stands on this.",
      detail: {},
    });
    expect(textOf("calm0001")).toBe("Calm");
    expect(await settled).toEqual({ ok: false, code: "stale", message: "Something later stands on this." });
    expect(store.saved).toBe(true);
  });

  test("that changes nothing settles without an event", async () => {
    const { settled } = store.submit({ type: "card.edit", card_id: "calm0001", text: "Calm" });
    await room.calm();
    expect(await settled).toEqual({ ok: true, events: [] });
    expect(room.server.events).toEqual([]);
  });

  test("that cannot be guessed waits for the server", async () => {
    store.submit({ type: "board.edit", title: "What matters" });
    expect(store.board.title).toBe("Outcomes");
    expect(store.waiting).toBe(1);
    await room.calm();
    expect(store.board.title).toBe("What matters");
  });

  test("carries its why and for whom; an empty why is left out", () => {
    store.submit(RENAME, { why: " It fits. ", onBehalfOf: OTHER });
    store.submit(RENAME, { why: "  " });
    expect(room.line(ME).toServer).toMatchObject([{ why: "It fits.", on_behalf_of: OTHER }]);
    room.server.read(room.line(ME));
    room.line(ME).deliver();
    expect(room.line(ME).toServer).toMatchObject([{ type: "submit" }]);
    expect(room.line(ME).toServer[0]).not.toHaveProperty("why");
  });

  test("too big for a frame is refused here", async () => {
    const { settled } = store.submit({ type: "card.create", card_id: "large001", text: "é".repeat(40_000) });
    expect(await settled).toMatchObject({ ok: false, code: "limit_reached" });
    expect(store.waiting).toBe(0);
    expect(sentTypes()).toEqual([]);
  });

  test("my guesses stay on top of what others do", async () => {
    const other = await room.arrive(OTHER);
    store.submit(RENAME);
    other.submit({ type: "card.edit", card_id: "calm0001", text: "Peaceful" });
    room.server.read(room.line(OTHER));
    room.line(ME).deliver();
    expect(store.confirmedSeq).toBe(1);
    expect(textOf("calm0001")).toBe("Quiet");
    await room.calm();
    expect([textOf("calm0001"), other.shown.card.get("calm0001")?.text]).toEqual(["Quiet", "Quiet"]);
  });

  test("one is on its way at a time, so that order holds", async () => {
    const all = Array.from({ length: 50 }, (_, at) => ({ ...RENAME, text: `Quiet ${at}` }));
    const settled = all.map((command) => store.submit(command).settled);
    expect(sentTypes()).toHaveLength(1);
    await room.calm();
    await Promise.all(settled);
    expect(room.server.events.map(({ changes }) => changes[0]?.after?.["text"])).toEqual(
      all.map(({ text }) => text),
    );
  });
});

describe("people", () => {
  test("changed entries take the place of old ones; new people are added", () => {
    const people = [person(OTHER, "CR2", { here: false }), person("person-new", "CR9")];
    room.hear(ME, { type: "presence", people });
    expect(store.people.map(({ pseudonym, here }) => [pseudonym, here])).toEqual([
      ["CR1", true],
      ["CR2", false],
      ["S1", true],
      ["CR9", true],
    ]);
  });

  test("what I hold is said at once, then at most every 150 ms, and again after a lost line", async () => {
    const card = { kind: "card", id: "calm0001" } as const;
    store.presence({ holding: card });
    store.presence({ writing: true });
    store.presence({ holding: null });
    expect(room.line(ME).toServer).toEqual([{ type: "presence", holding: card }]);
    room.clock.pass(150);
    expect(room.line(ME).toServer.at(-1)).toEqual({ type: "presence", holding: null, writing: true });
    room.clock.pass(150);
    expect(sentTypes()).toHaveLength(2);
    room.line(ME).cut();
    store.presence({ writing: false });
    room.clock.pass(1_000);
    await settleDown();
    room.line(ME).start();
    room.server.read(room.line(ME));
    room.line(ME).deliver();
    expect(room.line(ME).toServer).toEqual([{ type: "presence", holding: null, writing: false }]);
  });
});

test("listeners hear confirmed events once, with the state before them", async () => {
  const heard: [number[], string | undefined][] = [];
  const stop = store.onEvents((events, before) => {
    heard.push([events.map(({ seq }) => seq), before.card.get("calm0001")?.text]);
  });
  store.submit(RENAME);
  await room.calm();
  const frame: ServerMessage = { type: "events", events: room.server.events as BoardEvent[] };
  room.hear(ME, frame);
  stop();
  store.submit({ ...RENAME, text: "Still" } as Command);
  await room.calm();
  expect(heard).toEqual([[[1], "Calm"]]);
});

test("a closed store lets go of its line", () => {
  const line = room.line(ME);
  store.close();
  expect(line.open).toBe(false);
});
