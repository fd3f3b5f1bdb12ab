/** Which cards came to one theme and left it, from where and where to. Pure. */
import { HOLE } from "../holes";
import { evolve } from "../evolve";
import { groupBy } from "../keep";
import type { State } from "../model";
import type { BoardEvent, Change } from "../protocol";
import { standing } from "./moments";

/**
 * How a card came. `moved`: it left the theme where it stood. `too`: it went on standing where it stood. `written`: it was
 * written here. `sorted`: it waited in the tray. `joined`: it was the same as a card that stands elsewhere. `back`: it had
 * been put away.
 */
export type Way = "moved" | "too" | "written" | "sorted" | "joined" | "back";
/** How a card left. `stays`: it still stands in the themes named. `away`: it was put away. `joined`: with another card. */
export type Leaving = "moved" | "stays" | "tray" | "away" | "joined";

interface Passing {
  readonly seq: number;
  /** The person who said it; null when withdrawn. */
  readonly who: string | null;
  readonly why: string | null;
  readonly card: string;
  /** The words of the card then. */
  readonly words: string;
  /** The themes it came from or went to, or where it stood as well. */
  readonly themes: readonly string[];
}

export interface Came extends Passing {
  readonly how: Way;
}

export interface Went extends Passing {
  readonly how: Leaving;
}

export interface ThemeCards {
  readonly came: readonly Came[];
  readonly went: readonly Went[];
}

/** What one event did to the cards of a theme. */
export function passing(event: BoardEvent, before: State, themeId: string): ThemeCards {
  const touched = event.changes.filter(
    (change) => change.kind === "placement" && stands(before, change, themeId),
  );
  if (touched.length === 0) return { came: [], went: [] };
  const after = evolve(before, event.changes);
  const [old, now] = [cardsIn(before, themeId, touched), cardsIn(after, themeId, touched)];
  return {
    came: [...now]
      .filter(([card]) => !old.has(card))
      .map(([card, at]) => came(event, before, after, { card, at, themeId })),
    went: [...old]
      .filter(([card]) => !now.has(card))
      .map(([card, at]) => went(event, before, after, { card, at, themeId })),
  };
}

interface Where {
  readonly card: string;
  /** The placement. */
  readonly at: string;
  readonly themeId: string;
}

function stands(before: State, { id, after }: Change, themeId: string): boolean {
  return before.placement.get(id)?.theme_id === themeId || after?.["theme_id"] === themeId;
}

/** Cards and their placements, of those that changed. */
function cardsIn(state: State, themeId: string, touched: readonly Change[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { id } of touched) {
    const placement = state.placement.get(id);
    if (placement?.theme_id === themeId) found.set(placement.card_id, id);
  }
  return found;
}

function came(event: BoardEvent, before: State, after: State, { card, at, themeId }: Where): Came {
  const told = { ...deedOf(event), card, words: after.card.get(card)?.text || HOLE };
  const old = before.placement.get(at);
  const others = themesOf(before, card, themeId);
  if (old !== undefined && old.theme_id !== themeId) return { ...told, how: "moved", themes: [old.theme_id] };
  if (old !== undefined) return { ...told, how: "joined", themes: others };
  if (before.kept.has(at)) return { ...told, how: "back", themes: others };
  if (!before.card.has(card)) return { ...told, how: "written", themes: [] };
  return { ...told, how: others.length > 0 ? "too" : "sorted", themes: others };
}

function went(event: BoardEvent, before: State, after: State, { card, at, themeId }: Where): Went {
  const told = { ...deedOf(event), card, words: before.card.get(card)?.text || HOLE };
  const now = after.placement.get(at);
  const others = themesOf(after, card, themeId);
  if (now !== undefined && now.theme_id !== themeId) return { ...told, how: "moved", themes: [now.theme_id] };
  if ((after.card.get(card)?.merged_into ?? null) !== null) return { ...told, how: "joined", themes: [] };
  if (standing(after, at) !== undefined) return { ...told, how: "away", themes: [] };
  return { ...told, how: others.length > 0 ? "stays" : "tray", themes: others };
}

/** Who did something, when and why. */
export function deedOf({ seq, actor, on_behalf_of, why }: BoardEvent): Pick<Passing, "seq" | "who" | "why"> {
  return { seq, who: on_behalf_of ?? actor, why: why ?? null };
}

/** The themes in which a card stands, without one. */
function themesOf(state: State, card: string, without: string): readonly string[] {
  const found = [...state.placement.values()].filter(
    ({ card_id, theme_id }) => card_id === card && theme_id !== without,
  );
  return [...new Set(found.map(({ theme_id }) => theme_id))];
}

/**
 * A card that was written here and then joined with the same card elsewhere is told once: it came as `joined`, when it was
 * written.
 */
export function withoutDoubles({ came, went }: ThemeCards): ThemeCards {
  const gone = groupBy(
    went.filter(({ how }) => how === "joined"),
    ({ seq }) => seq,
  );
  const doubles = new Map(
    came
      .filter(({ how }) => how === "joined")
      .flatMap((one) => (gone.get(one.seq) ?? []).slice(0, 1).map(({ card }) => [card, one] as const)),
  );
  const taken = new Set([...doubles.values()].map(({ seq, card }) => `${seq} ${card}`));
  return {
    came: came
      .filter(({ seq, card }) => !taken.has(`${seq} ${card}`))
      .map((one) => {
        const { seq, who, why } = one;
        return { ...(doubles.get(one.card) ?? one), seq, who, why };
      }),
    went: went.filter(({ card, how }) => how !== "joined" || !doubles.has(card)),
  };
}
