/** Small questions about a state that several views and predictions ask. */
import type { State } from "./model";
import { compareRanked, type Ranked } from "./rank";

/** True when neither the theme nor its parent is retired. */
export function isLive(state: State, themeId: string): boolean {
  const theme = state.theme.get(themeId);
  if (theme === undefined || theme.retired) return false;
  return theme.parent_id === null || isLive(state, theme.parent_id);
}

export function standsIn(state: State, cardId: string, themeId: string): boolean {
  for (const placement of state.placement.values()) {
    if (placement.card_id === cardId && placement.theme_id === themeId) return true;
  }
  return false;
}

/** The placements of a theme in their order. */
export function inTheme(state: State, themeId: string): readonly Ranked[] {
  return sorted(state.placement, (placement) => placement.theme_id === themeId);
}

/** The themes under a parent (null: the sheets) in their order, retired ones too. */
export function childrenOf(state: State, parentId: string | null): readonly Ranked[] {
  return sorted(state.theme, (theme) => theme.parent_id === parentId);
}

/** The greatest rank of all records of a kind; null when there is none. */
export function lastRank(records: ReadonlyMap<string, { readonly rank: string }>): string | null {
  let last: string | null = null;
  for (const { rank } of records.values()) if (last === null || rank > last) last = rank;
  return last;
}

function sorted<R extends { readonly rank: string }>(
  records: ReadonlyMap<string, R>,
  wanted: (record: R) => boolean,
): readonly Ranked[] {
  const found: Ranked[] = [];
  for (const [id, record] of records) if (wanted(record)) found.push({ id, rank: record.rank });
  return found.sort(compareRanked);
}
