import { beforeEach, describe, expect, it } from "vitest";
import type { Draft, DraftAbout, KeptDraft } from "../../src/lib/draft";
import { merged, withoutShared } from "../../src/lib/draft";
import { AGAIN_AFTER, Drafts, SEND_AFTER } from "../../src/lib/drafts.svelte";
import { ApiError } from "../../src/lib/http";
import type { Comment } from "../../src/lib/model";
import { FakeClock, settleDown } from "./support/clock";
import { FakeKeeping, FakeServer } from "./support/drafts";

const ABOUT: DraftAbout = { kind: "card", id: "calm0001", reply_to: null, comment_kind: "reflection" };

function own(text: string, more: Partial<KeptDraft> = {}): KeptDraft {
  return { id: "draft--1", about: ABOUT, text, was: "t1", unsent: false, gone: false, ...more };
}

function theirs(text: string, changed_at: string, draft_id = "draft--1"): Draft {
  return { draft_id, about: ABOUT, text, changed_at };
}

const other = (): string => "draft-new";

describe("what this device and the server hold, together", () => {
  it.each([
    ["takes what is new there", [], [theirs("A", "t1")], [own("A")]],
    ["takes what was changed there", [own("A")], [theirs("B", "t2")], [own("B", { was: "t2" })]],
    ["lets go of what was thrown away there", [own("A")], [], []],
    ["does not throw away twice what is away there", [own("A", { gone: true })], [], []],
    ["keeps words that the server never got", [own("A", { was: null, unsent: true })], [], null],
    ["keeps what is on top of what is there", [own("B", { unsent: true })], [theirs("A", "t1")], null],
    ["keeps throwing away", [own("A", { gone: true })], [theirs("A", "t1")], null],
    [
      "throws nothing away that was changed since",
      [own("A", { gone: true })],
      [theirs("B", "t2")],
      [own("B", { was: "t2" })],
    ],
    [
      "knows its own words after a lost answer",
      [own("B", { unsent: true })],
      [theirs("B", "t2")],
      [own("B", { was: "t2" })],
    ],
    [
      "keeps newer words of what was thrown away there",
      [own("B", { unsent: true })],
      [],
      [own("B", { was: null, unsent: true })],
    ],
  ] as const)("%s", (_, mine, there, expected) => {
    expect(merged(mine, { drafts: there, dropped: ["draft--1"] }, other)).toEqual(expected ?? mine);
  });

  it.each([
    ["sends what the server forgot again", [own("A")], [], [own("A", { was: null, unsent: true })]],
    ["tells a server that forgot what was thrown away", [own("A", { gone: true })], [], null],
    [
      "keeps its words beside older ones of a server that went back",
      [own("B", { was: "t2" })],
      [theirs("A", "t1")],
      [own("B", { was: "t1", unsent: true }), own("A", { id: "draft-new", was: null, unsent: true })],
    ],
  ] as const)("%s", (_, mine, there, expected) => {
    expect(merged(mine, { drafts: there, dropped: [] }, other)).toEqual(expected ?? mine);
  });

  it("keeps both where both were changed, and mine stays under the hand", () => {
    const there = { drafts: [theirs("Theirs", "t2")], dropped: [] };
    expect(merged([own("Mine", { unsent: true })], there, other)).toEqual([
      own("Mine", { was: "t2", unsent: true }),
      own("Theirs", { id: "draft-new", was: null, unsent: true }),
    ]);
  });
});

function comments(more: Partial<Comment> = {}): ReadonlyMap<string, Comment> {
  return new Map([["draft--1", { at: "t3", text: "Said", edited: false, ...more } as Comment]]);
}

describe("drafts that were shared", () => {
  it("are let go once they are recorded", () => {
    const mine = [own("Said ", { unsent: true })];
    expect(withoutShared(mine, comments({ at: "" }), other)).toEqual(mine);
    expect(withoutShared(mine, comments(), other)).toEqual([{ ...mine[0], gone: true }]);
    expect(withoutShared([own("Said", { was: null })], comments(), other)).toEqual([]);
  });

  it("leave other words that were written under their id", () => {
    expect(withoutShared([own("More", { unsent: true })], comments(), other)).toEqual([
      own("More", { unsent: true, gone: true }),
      own("More", { id: "draft-new", was: null, unsent: true }),
    ]);
  });
});

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
