import { expect, test } from "vitest";
import { Heard } from "../../src/lib/heard.svelte";
import { Http } from "../../src/lib/http";
import type { Comment } from "../../src/lib/model";
import type { Said } from "../../src/lib/talk";

class FakeServer {
  at: string | null = null;
  down = false;
  readonly http = new Http((path, init) => {
    if (this.down) return Promise.reject(new TypeError("no network"));
    if (path === "/api/me") return Promise.resolve(Response.json({ csrf: "token" }));
    if (init.method === "PUT") this.at = (JSON.parse(init.body as string) as { at: string }).at;
    return Promise.resolve(Response.json({ at: this.at }));
  });
}

function words(id: string, at: string, more: Partial<Comment> = {}): Said {
  const comment = {
    at,
    author: "person-she",
    written_by: null,
    taken_back: false,
    hidden: false,
    ...more,
  } as Comment;
  return { id, comment };
}

test("nothing is new before it is known what was read; then all by others is", async () => {
  const heard = new Heard("board001", new FakeServer().http);
  expect(heard.isNew(words("one", "t1"), "person-me")).toBe(false);
  await heard.sync();
  expect(heard.isNew(words("one", "t1"), "person-me")).toBe(true);
  expect(heard.isNew(words("one", "t1", { author: "person-me" }), "person-me")).toBe(false);
  expect(heard.isNew(words("one", "t1", { written_by: "person-me" }), "person-me")).toBe(false);
  expect(heard.isNew(words("one", "t1", { taken_back: true }), "person-me")).toBe(false);
  expect(heard.isNew(words("one", "t1", { hidden: true }), "person-me")).toBe(false);
  expect(heard.isNew(words("one", ""), "person-me")).toBe(false);
});

test("what is read without a line is told later", async () => {
  const server = new FakeServer();
  const heard = new Heard("board001", server.http);
  await heard.sync();
  server.down = true;
  await heard.read("t2");
  expect([
    heard.isNew(words("one", "t2"), "person-me"),
    heard.isNew(words("one", "t3"), "person-me"),
  ]).toEqual([false, true]);
  expect(server.at).toBeNull();
  server.down = false;
  await heard.sync();
  expect(server.at).toBe("t2");
});

test("what was read on another device is read here", async () => {
  const server = new FakeServer();
  const heard = new Heard("board001", server.http);
  server.at = "t5";
  await heard.sync();
  expect(heard.isNew(words("one", "t4"), "person-me")).toBe(false);
});

test("T23 words read one by one are read; once nothing before them is new, on every device", async () => {
  const server = new FakeServer();
  let kept: readonly string[] = [];
  const keeping = {
    all: () => Promise.resolve(kept),
    set: (ids: readonly string[]) => Promise.resolve(void (kept = ids)),
  };
  const said = [
    words("a", "t1"),
    words("b", "t2"),
    words("mine", "t3", { author: "person-me" }),
    words("c", "t4"),
  ];
  const all = new Map(said.map(({ id, comment }) => [id, comment]));
  const heard = new Heard("board001", server.http, keeping);
  const fresh = (one: Heard): string[] =>
    said.filter((words) => one.isNew(words, "person-me")).map(({ id }) => id);
  await heard.sync();
  await heard.readOne("b", all, "person-me");
  expect([fresh(heard), server.at, kept]).toEqual([["a", "c"], null, ["b"]]);

  const later = new Heard("board001", server.http, keeping);
  await later.recall();
  await later.sync();
  expect(fresh(later)).toEqual(["a", "c"]);
  await later.readOne("a", all, "person-me");
  expect([fresh(later), server.at, kept]).toEqual([["c"], "t3", []]);
  await later.readOne("c", all, "person-me");
  expect([fresh(later), server.at]).toEqual([[], "t4"]);
});
