import { describe, expect, it } from "vitest";
import { boardPath, logPath, parseRoute, peoplePath, type Route } from "../../src/pages/route";

function routeOf(path: string): Route {
  const { pathname, search, hash } = new URL(path, "http://themeroom.test");
  return parseRoute({ pathname, search, hash });
}

describe("parseRoute", () => {
  it.each<[string, Route]>([
    ["/", { page: "home" }],
    ["/j#abc_-1", { page: "join", secret: "abc_-1" }],
    ["/r#abc", { page: "return", secret: "abc" }],
    ["/j", { page: "join", secret: "" }],
    ["/b/board-1", { page: "board", boardId: "board-1", at: null, part: null }],
    ["/b/board-1?at=47", { page: "board", boardId: "board-1", at: 47, part: null }],
    ["/b/board-1?from=3&to=9", { page: "board", boardId: "board-1", at: 3, part: { after: 2, to: 9 } }],
    [
      "/b/board-1?at=4&card=c-1",
      { page: "board", boardId: "board-1", at: 4, part: { kind: "card", id: "c-1" } },
    ],
    ["/b/board-1?card=c-1", { page: "board", boardId: "board-1", at: null, part: null }],
    ["/b/board-1?from=9&to=3", { page: "board", boardId: "board-1", at: null, part: null }],
    ["/b/board-1/talk", { page: "talk", boardId: "board-1", at: null }],
    ["/b/board-1/rounds?at=3", { page: "rounds", boardId: "board-1", at: 3 }],
    ["/b/board-1/log", { page: "log", boardId: "board-1", at: null }],
    ["/s/study-1", { page: "people", studyId: "study-1", boardId: null, at: null }],
    ["/s/study-1?board=board-1&at=7", { page: "people", studyId: "study-1", boardId: "board-1", at: 7 }],
  ])("reads %s", (path, route) => {
    expect(routeOf(path)).toEqual(route);
  });

  it.each(["/nowhere", "/b/board-1/nowhere", "/b/board-1/log/more", "/x/y"])("knows no %s", (path) => {
    expect(routeOf(path)).toEqual({ page: "missing" });
  });

  it.each(["0", "-1", "1.5", "x", "", "99999999999"])("takes at=%s for now", (at) => {
    expect(routeOf(`/b/board-1?at=${at}`)).toEqual({
      page: "board",
      boardId: "board-1",
      at: null,
      part: null,
    });
  });
});

describe("paths", () => {
  it("lead back to the route they were made for", () => {
    expect(routeOf(boardPath("b-1", 3))).toEqual({ page: "board", boardId: "b-1", at: 3, part: null });
    const part = { after: 2, to: 9 };
    expect(routeOf(boardPath("b-1", 5, part))).toEqual({
      page: "board",
      boardId: "b-1",
      at: 5,
      part,
    });
    expect(routeOf(boardPath("b-1"))).toEqual({ page: "board", boardId: "b-1", at: null, part: null });
    expect(routeOf(logPath("b-1", 4))).toEqual({ page: "log", boardId: "b-1", at: 4 });
    const people = { page: "people", studyId: "s-1", boardId: "b-1" };
    expect(routeOf(peoplePath("s-1", "b-1"))).toEqual({ ...people, at: null });
    expect(routeOf(peoplePath("s-1", "b-1", 7))).toEqual({ ...people, at: 7 });
  });
});
