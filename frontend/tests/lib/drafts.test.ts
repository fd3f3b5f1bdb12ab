import { beforeEach, describe, expect, it } from "vitest";
import type { DraftAbout } from "../../src/lib/draft";
import { AGAIN_AFTER, Drafts, SEND_AFTER } from "../../src/lib/drafts.svelte";
import { ApiError } from "../../src/lib/http";
import { FakeClock, settleDown } from "./support/clock";
import { FakeKeeping, FakeServer } from "./support/drafts";

const ABOUT: DraftAbout = { kind: "card", id: "calm0001", reply_to: null, comment_kind: "reflection" };

describe("writing", () => {
  let server: FakeServer, device: FakeKeeping, clock: FakeClock, drafts: Drafts;

  beforeEach(() => {
    [server, device, clock] = [new FakeServer(), new FakeKeeping(), new FakeClock()];
    drafts = new Drafts("board001", server, device, clock);
  });

  it("is on the device with every letter, and on the server after a rest", async () => {
    drafts.write(null, ABOUT, "H");
    const id = drafts.all[0]?.id ?? "";
    drafts.write(id, ABOUT, "Hello");
    expect([...device.rows.values()].map(({ text }) => text)).toEqual(["Hello"]);
    expect(server.held.size).toBe(0);
    clock.pass(SEND_AFTER);
    await settleDown();
    expect(server.held.get(id)?.text).toBe("Hello");
    expect([drafts.unsaved, device.rows.get(id)?.was]).toEqual([false, "t1"]);
  });

  it("that was thrown away where the board was opened again is not sent by the page before", async () => {
    server.down = true;
    drafts.write(null, ABOUT, "Offline");
    await drafts.sync();
    drafts.close();
    await drafts.sync();
    const again = new Drafts("board001", server, device, clock);
    await again.open();
    again.throwAway(again.all[0]?.id ?? "");
    server.down = false;
    for (let round = 0; round < 3; round += 1) {
      clock.pass(AGAIN_AFTER);
      await settleDown();
    }
    expect([[...server.held], again.all, device.rows.size]).toEqual([[], [], 0]);
  });

  it("goes on after the board was left, where no device keeps it", async () => {
    const shared = new Drafts("board001", server, null, clock);
    server.down = true;
    shared.write(null, ABOUT, "In this window only");
    shared.close();
    await shared.sync();
    server.down = false;
    clock.pass(AGAIN_AFTER);
    await settleDown();
    expect([...server.held.values()].map(({ text }) => text)).toEqual(["In this window only"]);
  });

  it("goes on in another window, without a line too", async () => {
    server.down = true;
    drafts.write(null, ABOUT, "Offline");
    await drafts.sync();
    const again = new Drafts("board001", server, device, clock);
    await again.open();
    expect(again.all.map(({ text }) => text)).toEqual(["Offline"]);
    server.down = false;
    await again.sync();
    expect(server.held.size).toBe(1);
  });

  it("that was thrown away in one window is not sent by another, and what only that one has stays", async () => {
    server.down = true;
    drafts.write(null, ABOUT, "Offline");
    drafts.write(null, ABOUT, "Both");
    await drafts.sync();
    const other = new Drafts("board001", server, device.window(), clock);
    await Promise.all([drafts.open(), other.open()]);
    const [offline = "", both = ""] = drafts.all.map(({ id }) => id);
    other.write(both, ABOUT, "Both, and more");
    for (const id of [offline, both]) drafts.throwAway(id);
    server.down = false;
    for (let round = 0; round < 4; round += 1) {
      clock.pass(AGAIN_AFTER);
      await settleDown();
    }
    expect([...server.held.values()].map(({ text }) => text)).toEqual(["Both, and more"]);
    expect([drafts.unsaved, other.unsaved]).toEqual([false, false]);
    await drafts.sync();
    expect(drafts.all).toEqual(other.all);
  });

  it("asks a silent server again later", async () => {
    server.down = true;
    drafts.write(null, ABOUT, "Later");
    await drafts.sync();
    server.down = false;
    clock.pass(AGAIN_AFTER);
    await settleDown();
    expect(server.held.size).toBe(1);
  });

  it("sends what was typed meanwhile", async () => {
    drafts.write(null, ABOUT, "One");
    const id = drafts.all[0]?.id ?? "";
    server.meanwhile = () => {
      server.meanwhile = () => undefined;
      drafts.write(id, ABOUT, "One two");
    };
    await drafts.sync();
    expect(drafts.unsaved).toBe(true);
    await drafts.sync();
    expect(server.held.get(id)?.text).toBe("One two");
  });

  it("loses nothing that was begun while the server was asked", async () => {
    server.whileAsked = () => {
      server.whileAsked = () => undefined;
      drafts.write(null, ABOUT, "Begun meanwhile");
    };
    await drafts.sync();
    expect(drafts.all.map(({ text }) => text)).toEqual(["Begun meanwhile"]);
    expect(device.rows.size).toBe(1);
  });

  it("that is thrown away on its way does not come back", async () => {
    drafts.write(null, ABOUT, "Never mind");
    server.meanwhile = () => {
      drafts.throwAway(drafts.all[0]?.id ?? "");
    };
    await drafts.sync();
    await drafts.sync();
    expect([drafts.all, server.held.size, device.rows.size]).toEqual([[], 0, 0]);
  });

  it("leaves no draft without words", async () => {
    drafts.write(null, ABOUT, "  ");
    expect(drafts.all).toEqual([]);
    drafts.write(null, ABOUT, "Word");
    await drafts.sync();
    drafts.write(drafts.all[0]?.id ?? "", ABOUT, "");
    expect(drafts.all).toEqual([]);
    await drafts.sync();
    expect(server.held.size).toBe(0);
  });

  it("says why the server does not take it, and keeps it here", async () => {
    server.refuses = new ApiError(422, "limit_reached", "You have 100 drafts.");
    drafts.write(null, ABOUT, "One too many");
    await drafts.sync();
    expect([drafts.problem, drafts.unsaved]).toEqual(["You have 100 drafts.", true]);
    expect(device.rows.size).toBe(1);
  });

  it("goes on when the device fails, and says that it is in this window only", async () => {
    device.broken = true;
    drafts.write(null, ABOUT, "Here");
    await Promise.resolve();
    expect([drafts.durable, drafts.all.length]).toEqual([false, 1]);
    await drafts.sync();
    expect(server.held.size).toBe(1);
  });
});
