import { heroOf, stretchOf, type Part } from "../lib/stories/course";
import type { Hero } from "../lib/stories/moments";

export type Route =
  | { readonly page: "home" }
  | { readonly page: "join"; readonly secret: string }
  | { readonly page: "return"; readonly secret: string }
  | {
      readonly page: "board";
      readonly boardId: string;
      readonly at: number | null;
      /** What is played, when it is not everything. */
      readonly part: Part | null;
      /** The moment with which it is compared. */
      readonly since?: number;
    }
  | { readonly page: "log"; readonly boardId: string; readonly at: number | null }
  | { readonly page: "rounds"; readonly boardId: string; readonly at: number | null }
  | { readonly page: "talk"; readonly boardId: string; readonly at: number | null }
  | {
      readonly page: "minutes";
      readonly boardId: string;
      readonly minutesId: string | null;
      readonly draftOf: string | null;
      readonly at: number | null;
    }
  | { readonly page: "since"; readonly boardId: string; readonly after: number; readonly to: number | null }
  | { readonly page: "stories"; readonly boardId: string; readonly hero: Hero | null }
  | {
      readonly page: "compare";
      readonly boardId: string;
      readonly from: number | null;
      readonly to: number | null;
    }
  | {
      readonly page: "people";
      readonly studyId: string;
      readonly boardId: string | null;
      readonly at: number | null;
    }
  | { readonly page: "words"; readonly studyId: string; readonly boardId: string | null }
  | { readonly page: "missing" };

/** The pages of one board. */
export type BoardRoute = Extract<
  Route,
  {
    page:
      "board" | "talk" | "log" | "rounds" | "minutes" | "since" | "stories" | "compare" | "people" | "words";
  }
>;
export type BoardPageName = BoardRoute["page"];

export interface Address {
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
}

/** Which page an address means. The secret of a link stays behind the `#`. */
export function parseRoute({ pathname, search, hash }: Address): Route {
  const [first, second, third, ...rest] = pathname.split("/").filter((part) => part !== "");
  if (rest.length > 0) return { page: "missing" };
  if (first === undefined) return { page: "home" };
  if (second === undefined) return parseLink(first, hash.slice(1));
  return parsePlace(first, second, third, search);
}

function parseLink(name: string, secret: string): Route {
  if (name === "j") return { page: "join", secret };
  if (name === "r") return { page: "return", secret };
  return { page: "missing" };
}

function parsePlace(kind: string, id: string, part: string | undefined, search: string): Route {
  if (kind === "b" && part === undefined) return parseBoardPage(id, search);
  if (kind === "b" && part === "talk") return { page: "talk", boardId: id, at: parseAt(search) };
  if (kind === "b" && part === "log") return { page: "log", boardId: id, at: parseAt(search) };
  if (kind === "b" && part === "rounds") return { page: "rounds", boardId: id, at: parseAt(search) };
  if (kind === "b" && part === "minutes") return { page: "minutes", boardId: id, ...parseMinutes(search) };
  if (kind === "b" && part === "since") return { page: "since", boardId: id, ...parseStretch(search) };
  if (kind === "b" && part === "stories") return { page: "stories", boardId: id, hero: parseHero(search) };
  if (kind === "b" && part === "compare")
    return { page: "compare", boardId: id, from: parseAt(search, "from"), to: parseAt(search, "to") };
  if (kind === "s" && part === undefined)
    return { page: "people", studyId: id, boardId: parseBoard(search), at: parseAt(search) };
  if (kind === "s" && part === "words") return { page: "words", studyId: id, boardId: parseBoard(search) };
  return { page: "missing" };
}

/** A moment, also one of a story; or a stretch of the log, which begins with its first change. */
function parseBoardPage(boardId: string, search: string): Route {
  const [at, from, to] = [parseAt(search), parseAt(search, "from"), parseAt(search, "to")];
  const stretch = from !== null && to !== null && from <= to ? { after: from - 1, to } : null;
  const since = parseAt(search, "since");
  const compared = since === null ? {} : { since };
  if (stretch !== null) return { page: "board", boardId, at: at ?? from, part: stretch, ...compared };
  return { page: "board", boardId, at, part: at === null ? null : parseHero(search), ...compared };
}

function parseAt(search: string, name = "at"): number | null {
  const at = new URLSearchParams(search).get(name);
  return at !== null && /^[1-9][0-9]{0,8}$/.test(at) ? Number(at) : null;
}

/** Which minutes are meant, or the meeting whose draft is. */
function parseMinutes(search: string): {
  readonly minutesId: string | null;
  readonly draftOf: string | null;
  readonly at: number | null;
} {
  const asked = new URLSearchParams(search);
  return { minutesId: asked.get("id"), draftOf: asked.get("draft"), at: parseAt(search) };
}

function parseStretch(search: string): { readonly after: number; readonly to: number | null } {
  return { after: parseAt(search, "after") ?? 0, to: parseAt(search, "to") };
}

/** The card, theme or person that a story is about. */
function parseHero(search: string): Hero | null {
  const asked = new URLSearchParams(search);
  for (const kind of ["card", "theme", "person"] as const) {
    const id = asked.get(kind);
    if (id !== null && id !== "") return { kind, id };
  }
  return null;
}

/** The board a person came from, so that the way there stays open. */
function parseBoard(search: string): string | null {
  return new URLSearchParams(search).get("board");
}

/** `at`: as it was right after that change; null: now. `part`: what is played, when it is not everything. */
export function boardPath(boardId: string, at: number | null = null, part: Part | null = null): string {
  const [stretch, hero] = [stretchOf(part), heroOf(part)];
  const played = stretch === null ? {} : { from: stretch.after + 1, to: stretch.to };
  return `/b/${boardId}${asked({ at, ...played, ...(hero === null ? {} : { [hero.kind]: hero.id }) })}`;
}

export function talkPath(boardId: string, at: number | null = null): string {
  return `/b/${boardId}/talk${asked({ at })}`;
}

function asked(fields: Readonly<Record<string, string | number | null>>): string {
  const said = Object.entries(fields).filter(([, value]) => value !== null);
  const pairs = said.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}

export function logPath(boardId: string, at: number | null = null): string {
  return `/b/${boardId}/log${asked({ at })}`;
}

export function roundsPath(boardId: string, at: number | null = null): string {
  return `/b/${boardId}/rounds${asked({ at })}`;
}

export function minutesPath(
  boardId: string,
  minutesId: string | null = null,
  at: number | null = null,
): string {
  return `/b/${boardId}/minutes${asked({ id: minutesId, at })}`;
}

/** The same page at another moment, if it is one that can look back; else the board. */
export function pathAt(
  route: BoardRoute,
  boardId: string,
  at: number | null,
  part: Part | null = null,
): string {
  if (route.page === "talk") return talkPath(boardId, at);
  if (route.page === "log") return logPath(boardId, at);
  if (route.page === "rounds") return roundsPath(boardId, at);
  if (route.page === "minutes") return minutesPath(boardId, route.minutesId, at);
  if (route.page === "people") return peoplePath(route.studyId, boardId, at);
  return boardPath(boardId, at, part);
}

export function draftPath(boardId: string, meetingId: string): string {
  return `/b/${boardId}/minutes?draft=${encodeURIComponent(meetingId)}`;
}

/** What happened behind one change, up to another. */
export function sincePath(boardId: string, after: number, to: number): string {
  return `/b/${boardId}/since?after=${String(after)}&to=${String(to)}`;
}

export function storiesPath(boardId: string, hero: Hero | null = null): string {
  const path = `/b/${boardId}/stories`;
  return hero === null ? path : `${path}?${hero.kind}=${encodeURIComponent(hero.id)}`;
}

/** Two moments beside each other; null: the beginning, and now. */
export function comparePath(boardId: string, from: number | null = null, to: number | null = null): string {
  return `/b/${boardId}/compare${asked({ from, to })}`;
}

/** `at`: as they were at that moment of the board. */
export function peoplePath(studyId: string, boardId: string | null = null, at: number | null = null): string {
  return `/s/${studyId}${asked({ board: boardId, at })}`;
}

/** Where a person takes something back, or everything about them out. */
export function wordsPath(studyId: string, boardId: string | null = null): string {
  return `/s/${studyId}/words${asked({ board: boardId })}`;
}
