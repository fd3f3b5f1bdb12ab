/** The sub-themes of a theme, and the theme it is a part of. Pure. */
import { HOLE } from "../holes";
import { childrenOf } from "../look";
import type { State } from "../model";

export interface SubTheme {
  readonly id: string;
  readonly title: string;
  /** The cards that stand in it. */
  readonly holds: number;
}

export interface Nesting {
  /** In board order; those that were put away are left out. */
  readonly parts: readonly SubTheme[];
  /** The different cards that stand in its sub-themes. */
  readonly inParts: number;
  /** The theme it is a part of. */
  readonly under: string | null;
}

export function nestingOf(state: State, themeId: string): Nesting {
  const ids = childrenOf(state, themeId)
    .map(({ id }) => id)
    .filter((id) => state.theme.get(id)?.retired === false);
  const cards = ids.map((id) => cardsOf(state, id));
  return {
    parts: ids.map((id, at) => ({
      id,
      title: state.theme.get(id)?.title || HOLE,
      holds: cards[at]?.size ?? 0,
    })),
    inParts: new Set(cards.flatMap((some) => [...some])).size,
    under: state.theme.get(themeId)?.parent_id ?? null,
  };
}

export function cardsOf(state: State, themeId: string): ReadonlySet<string> {
  const own = [...state.placement.values()].filter(({ theme_id }) => theme_id === themeId);
  return new Set(own.map(({ card_id }) => card_id));
}
