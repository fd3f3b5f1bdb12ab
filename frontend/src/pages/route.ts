export type Route =
  | { readonly page: "home" }
  | { readonly page: "join"; readonly secret: string }
  | { readonly page: "return"; readonly secret: string }
  | { readonly page: "board"; readonly boardId: string; readonly at: number | null }
  | { readonly page: "log"; readonly boardId: string }
  | { readonly page: "people"; readonly studyId: string; readonly boardId: string | null }
  | { readonly page: "missing" };

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
  if (kind === "b" && part === undefined) return { page: "board", boardId: id, at: parseAt(search) };
  if (kind === "b" && part === "log") return { page: "log", boardId: id };
  if (kind === "s" && part === undefined) return { page: "people", studyId: id, boardId: parseBoard(search) };
  return { page: "missing" };
}

function parseAt(search: string): number | null {
  const at = new URLSearchParams(search).get("at");
  return at !== null && /^[1-9][0-9]{0,8}$/.test(at) ? Number(at) : null;
}

/** The board a person came from, so that the way there stays open. */
function parseBoard(search: string): string | null {
  return new URLSearchParams(search).get("board");
}

export function boardPath(boardId: string, at: number | null = null): string {
  return at === null ? `/b/${boardId}` : `/b/${boardId}?at=${String(at)}`;
}

export function logPath(boardId: string): string {
  return `/b/${boardId}/log`;
}

export function peoplePath(studyId: string, boardId: string | null = null): string {
  return boardId === null ? `/s/${studyId}` : `/s/${studyId}?board=${encodeURIComponent(boardId)}`;
}
