import { expect, test } from "vitest";
import { Heard } from "../../src/lib/heard.svelte";
import { Http } from "../../src/lib/http";
import type { Comment } from "../../src/lib/model";

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

function said(at: string, more: Partial<Comment> = {}): Comment {
  return {
    at,
    author: "person-she",
    written_by: null,
    taken_back: false,
    hidden: false,
    ...more,
  } as Comment;
}

test("nothing is new before it is known what was read; then all by others is", async () => {
  const heard = new Heard("board001", new FakeServer().http);
  expect(heard.isNew(said("t1"), "person-me")).toBe(false);
  await heard.sync();
  expect(heard.isNew(said("t1"), "person-me")).toBe(true);
  expect(heard.isNew(said("t1", { author: "person-me" }), "person-me")).toBe(false);
  expect(heard.isNew(said("t1", { written_by: "person-me" }), "person-me")).toBe(false);
  expect(heard.isNew(said("t1", { taken_back: true }), "person-me")).toBe(false);
  expect(heard.isNew(said("t1", { hidden: true }), "person-me")).toBe(false);
  expect(heard.isNew(said(""), "person-me")).toBe(false);
});

test("what is read without a line is told later", async () => {
  const server = new FakeServer();
  const heard = new Heard("board001", server.http);
  await heard.sync();
  server.down = true;
  await heard.read("t2");
  expect([heard.isNew(said("t2"), "person-me"), heard.isNew(said("t3"), "person-me")]).toEqual([false, true]);
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
  expect(heard.isNew(said("t4"), "person-me")).toBe(false);
});
