/** Cards that are not settled, and cards that stand in many themes. Pure. */
import { HOLE } from "../holes";
import { Walk } from "../event-walk";
import { emptyState } from "../model";
import type { BoardEvent, Change } from "../protocol";
import { deedOf } from "./theme-cards";

export interface Unsettled {
  readonly card: string;
  readonly words: string;
  /** How often it went to another theme, or was taken out. */
  readonly moves: number;
  /** How many people did that. */
  readonly by: number;
  readonly lastSeq: number;
  readonly lastAt: string;
}

export interface InMany {
  readonly card: string;
  readonly words: string;
  readonly themes: readonly string[];
}

const LEAST = 2;

interface Moved {
  readonly moves: number;
  readonly people: ReadonlySet<string | null>;
  readonly seq: number;
  readonly at: string;
}

/** Cards on the board that went away from a theme twice or more, those that did so most first. */
export function unsettledCards(events: readonly BoardEvent[]): readonly Unsettled[] {
  const walk = new Walk(emptyState());
  const moved = new Map<string, Moved>();
  for (const event of events) {
    const cards = event.changes.filter(leaves).map(({ id, before }) => {
      return String(before?.["card_id"] ?? walk.state.placement.get(id)?.card_id ?? "");
    });
    for (const card of new Set(cards)) moved.set(card, once(moved.get(card), event));
    walk.step(event.changes);
  }
  return [...moved]
    .flatMap(([card, { moves, people, seq, at }]) => {
      const record = walk.state.card.get(card);
      if (record === undefined || record.retired || moves < LEAST) return [];
      return [{ card, words: record.text || HOLE, moves, by: people.size, lastSeq: seq, lastAt: at }];
    })
    .sort((a, b) => b.moves - a.moves || b.lastSeq - a.lastSeq);
}

/** A place that changed its theme or was given up, but not with a card or theme that was put away. */
function leaves({ kind, before, after }: Change, _at: number, all: readonly Change[]): boolean {
  if (kind !== "placement" || before === null) return false;
  if (after !== null) return after["theme_id"] !== undefined;
  return !all.some(
    (other) => other.kind === "kept" || (other.kind === "card" && other.after?.["retired"] === true),
  );
}

function once(old: Moved | undefined, event: BoardEvent): Moved {
  const { seq, who } = deedOf(event);
  return { moves: (old?.moves ?? 0) + 1, people: new Set([...(old?.people ?? []), who]), seq, at: event.at };
}

/** Cards that stand in `least` themes or more at the end, those in most first. */
export function cardsInMany(events: readonly BoardEvent[], least = 3): readonly InMany[] {
  const walk = new Walk(emptyState());
  for (const { changes } of events) walk.step(changes);
  const homes = new Map<string, readonly string[]>();
  for (const { card_id, theme_id } of walk.state.placement.values())
    homes.set(card_id, [...new Set([...(homes.get(card_id) ?? []), theme_id])]);
  return [...homes]
    .filter(([, themes]) => themes.length >= least)
    .map(([card, themes]) => ({ card, themes, words: walk.state.card.get(card)?.text || HOLE }))
    .sort((a, b) => b.themes.length - a.themes.length || a.words.localeCompare(b.words, "en"));
}
