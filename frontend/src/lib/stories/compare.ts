/** Two moments of a board beside each other: what came, went, moved, was renamed. Pure. */
import { HOLE } from "../holes";
import type { Kind, State } from "../model";
import { listed, quoted, short } from "../texts";

export type Turn = "new" | "moved" | "placed" | "left" | "away" | "words";

/** One card or theme that is not as it was. */
export interface Difference {
  readonly kind: "card" | "theme";
  readonly id: string;
  readonly turn: Turn;
  readonly name: string;
  /** A sentence behind the name. */
  readonly text: string;
}

/** How the places of a card changed. */
interface Places {
  readonly old: readonly string[];
  readonly now: readonly string[];
}

/** Themes first, then cards; of each in the order of `TURNS`. */
export function compared(before: State, after: State): readonly Difference[] {
  const order = (one: Difference): number => TURNS.indexOf(one.turn);
  const themes = [...themeDifferences(before, after)].sort((a, b) => order(a) - order(b));
  const cards = [...cardDifferences(before, after)].sort((a, b) => order(a) - order(b));
  return [...themes, ...cards];
}

const TURNS: readonly Turn[] = ["new", "moved", "placed", "left", "away", "words"];

function* themeDifferences(before: State, after: State): Generator<Difference> {
  for (const [id, now] of after.theme) {
    const old = before.theme.get(id);
    const was = old !== undefined && !old.retired;
    const about = { kind: "theme", id, name: now.title || HOLE } as const;
    if (was && now.retired) yield { ...about, turn: "away", text: awayText(after, now.merged_into) };
    if (now.retired) continue;
    if (!was) yield { ...about, turn: "new", text: `is ${old === undefined ? "new" : "back"}.` };
    if (was && old.title !== now.title)
      yield { ...about, turn: "words", text: `was called ${quoted(old.title || HOLE)} before.` };
    if (was && old.parent_id !== now.parent_id)
      yield { ...about, turn: "moved", text: sheetText(after, now.parent_id) };
  }
}

function awayText(after: State, into: string | null): string {
  const other = into === null ? undefined : after.theme.get(into);
  return other === undefined ? "was put away." : `was joined with ${quoted(other.title || HOLE)}.`;
}

function sheetText(after: State, parent: string | null): string {
  if (parent === null) return "is a sheet of its own now.";
  return `is on the sheet ${quoted(after.theme.get(parent)?.title || HOLE)} now.`;
}

function* cardDifferences(before: State, after: State): Generator<Difference> {
  const [old, now] = [homes(before), homes(after)];
  for (const [id, card] of after.card) {
    const was = isLive(before, "card", id);
    const about = { kind: "card", id, name: short(card.text || HOLE, 80) } as const;
    if (was && card.retired) yield { ...about, turn: "away", text: cardAwayText(after, card.merged_into) };
    if (card.retired) continue;
    const places: Places = { old: old.get(id) ?? [], now: now.get(id) ?? [] };
    if (!was) yield { ...about, turn: "new", text: newText(before.card.has(id), places.now, after) };
    const words = before.card.get(id)?.text ?? card.text;
    if (was && words !== card.text)
      yield { ...about, turn: "words", text: `read ${quoted(short(words || HOLE))} before.` };
    const move = was ? moveOf(places, before, after) : null;
    if (move !== null) yield { ...about, ...move };
  }
}

function cardAwayText(after: State, into: string | null): string {
  const other = into === null ? undefined : after.card.get(into);
  return other === undefined ? "was put away." : `was joined with ${quoted(short(other.text || HOLE))}.`;
}

function newText(known: boolean, now: readonly string[], after: State): string {
  const where = now.length === 0 ? "“Not sorted yet”" : titles(now, after);
  return `is ${known ? "back" : "new"}, in ${where}.`;
}

function moveOf({ old, now }: Places, before: State, after: State): Pick<Difference, "turn" | "text"> | null {
  const came = now.filter((id) => !old.includes(id));
  const went = old.filter((id) => !now.includes(id));
  if (came.length > 0 && (went.length > 0 || old.length === 0)) {
    const from = went.length === 0 ? "“Not sorted yet”" : titles(went, before);
    return { turn: "moved", text: `went from ${from} to ${titles(came, after)}.` };
  }
  if (came.length > 0) return { turn: "placed", text: `stands in ${titles(came, after)} too.` };
  if (went.length === 0) return null;
  const rest = now.length === 0 ? " It waits in “Not sorted yet”." : "";
  return { turn: "left", text: `left ${titles(went, before)}.${rest}` };
}

/** The live themes of each card. */
function homes(state: State): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { card_id, theme_id } of state.placement.values()) {
    const known = found.get(card_id) ?? [];
    if (!known.includes(theme_id)) found.set(card_id, [...known, theme_id]);
  }
  return found;
}

function isLive(state: State, kind: Extract<Kind, "card" | "theme">, id: string): boolean {
  return state[kind].get(id)?.retired === false;
}

function titles(ids: readonly string[], state: State): string {
  return listed(ids.map((id) => quoted(state.theme.get(id)?.title || HOLE)));
}

/** What a slip on the board of the later moment is marked with, by placement id; tray cards by card id. */
export function marksOf(before: State, after: State): ReadonlyMap<string, string> {
  const marks = new Map<string, string>();
  const old = homes(before);
  const placed = new Set([...after.placement.values()].map(({ card_id }) => card_id));
  for (const [id, { card_id, theme_id }] of after.placement) {
    const word = markOf(before, after, card_id, old.get(card_id)?.includes(theme_id) ?? false);
    if (word !== null) marks.set(`p-${id}`, word);
  }
  for (const [id, card] of after.card) {
    if (card.retired || placed.has(id)) continue;
    const word = markOf(before, after, id, !old.has(id));
    if (word !== null) marks.set(`c-${id}`, word);
  }
  return marks;
}

function markOf(before: State, after: State, cardId: string, wasHere: boolean): string | null {
  if (!isLive(before, "card", cardId)) return "new";
  if (!wasHere) return "came here";
  return before.card.get(cardId)?.text === after.card.get(cardId)?.text ? null : "new words";
}
