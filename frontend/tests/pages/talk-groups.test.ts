import { expect, it } from "vitest";
import type { Comment } from "../../src/lib/model";
import { outline } from "../../src/lib/outline";
import type { Said, Thread } from "../../src/lib/talk";
import { byTheme, newestFirst } from "../../src/pages/talk-groups";
import { smallBoard } from "../lib/support/boards";

function thread(kind: Comment["on_kind"], id: string, at = "t1", answers: readonly Said[] = []): Thread {
  return { id: `about-${id}`, comment: { on_kind: kind, on_id: id, at } as Comment, answers };
}

function answer(at: string): Said {
  return { id: `answer-${at}`, comment: { at } as Comment };
}

it("groups talk by theme, as the board stands; a card in two themes is in both", () => {
  const threads = [
    thread("card", "helping1"),
    thread("theme", "support1"),
    thread("card", "cafe0001"),
    thread("board", "board0001"),
    thread("card", "gone0001"),
  ];
  const groups = byTheme(threads, outline(smallBoard()));
  expect(groups.map(({ title, threads }) => [title, ...threads.map(({ id }) => id)])).toEqual([
    ["The board", "about-board0001"],
    ["Support", "about-support1", "about-helping1"],
    ["Culture", "about-helping1"],
    ["Not sorted yet", "about-cafe0001"],
    ["Put away", "about-gone0001"],
  ]);
});

it("has the thread first in which something was said last; what waits to be sent is the newest", () => {
  const threads = [
    thread("card", "old", "t1"),
    thread("card", "answered", "t0", [answer("t3")]),
    thread("card", "waiting", "t0", [answer("")]),
    thread("card", "new", "t2"),
  ];
  expect(newestFirst(threads).map(({ id }) => id)).toEqual([
    "about-waiting",
    "about-answered",
    "about-new",
    "about-old",
  ]);
});
