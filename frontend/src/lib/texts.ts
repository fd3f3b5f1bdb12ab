/** Small texts that several pages share. Reading age 9 to 11, at most 15 words a sentence. */

const RULES = new Intl.PluralRules("en");

/** "1 card", "5 cards"; `many` when the plural is not made with an s. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${RULES.select(count) === "one" ? one : many}`;
}

/** "12,345". A browser takes up to 20 ms to load what it has for this, just when a board opens. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[]): string {
  return new Intl.ListFormat("en-GB", { type: "conjunction" }).format(words);
}

export function quoted(words: string): string {
  return `“${words}”`;
}

/** A long text cut at a word, for names inside sentences. */
export function short(words: string, most = 60): string {
  if (words.length <= most) return words;
  const cut = words.slice(0, most);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), most - 15)).trimEnd()}…`;
}

export type Status = "connecting" | "live" | "offline" | "closed";

/** Where that which waits is: on this device for good, on the way there, or in this window only. */
export type Safety = "device" | "soon" | "window";

/** The words of the region "State of my work". */
export function workState(status: Status, waiting: number, safety: Safety): string {
  if (status === "live") return waiting === 0 ? "Everything saved" : "Sending…";
  const waits = waitsHere(waiting, safety);
  if (status === "offline") return `Offline. ${waiting === 0 ? "No changes wait here" : waits}`;
  const state = status === "connecting" ? "Connecting…" : "Not connected";
  if (waiting === 0) return state;
  return status === "connecting" ? `${state} ${waits}` : `${state}. ${waits}`;
}

function waitsHere(waiting: number, safety: Safety): string {
  if (safety === "soon") return "Keeping your changes…";
  const waits = plural(waiting, "change waits", "changes wait");
  return safety === "device" ? `${waits} here` : `${waits} in this window. Please keep it open`;
}

export const SOMEBODY_ELSE = "Somebody else is signed in here now. What you did waits for you here.";
export const NOTHING_TO_UNDO = "There is nothing to undo.";
export const TOO_BIG = "That is too much at once. Please do it in smaller parts.";

const REFUSALS: Readonly<Record<string, string>> = {
  malformed: "That did not work. Please reload the page.",
  invalid: "That text cannot be saved. Please check it.",
  not_found: "That is not here any more.",
  not_allowed: "You cannot do that on this board.",
  stale: "Somebody changed this after you. Please look again.",
  limit_reached: "That is more than fits here.",
  closed: "That is closed for now.",
  id_taken: "That was already made. Please try again.",
  already_there: "The card already stands there.",
  retired: "That was put away. Put it back first.",
  too_deep: "A theme inside a theme cannot hold more themes.",
  unknown_command: "This page is too old. Please reload it.",
  too_fast: "That was very fast. Please try again.",
  storage_unavailable: "The server cannot save just now. Please try again soon.",
};

/** A plain reason for a refusal, for when the server gave none. */
export function refusal(code: string): string {
  return REFUSALS[code] ?? "That did not work. Please try again.";
}

/** Why a board stopped for good, by the close code of its line; null when trying again may help. */
export function closedReason(code: number): string | null {
  return CLOSED[code] ?? null;
}

const CLOSED: Readonly<Record<number, string>> = {
  1009: "The last change was too big to send. Please reload the page.",
  4400: "This page made a mistake. Please reload it.",
  4401: "You are not signed in here. Please use your own link again.",
  4403: "You are not part of this study any more.",
  4404: "This board is not here.",
  4409: "This page is too old. Please reload it.",
  4500: "The record of this board is damaged. Please tell the person who runs this server.",
};
