import { groupBy, keepEqual } from "./keep";
import type { Card, State } from "./model";
import { compareRanked } from "./rank";

/** A card as it stands in one theme; `places` is in how many themes it stands altogether. */
export interface Slip {
  readonly placementId: string;
  readonly cardId: string;
  readonly card: Card;
  readonly mark: string | null;
  readonly places: number;
}

export type SlipsByTheme = ReadonlyMap<string, readonly Slip[]>;

/** The slips of every theme in their order; those that did not change are taken from `old`. */
export function slipsByTheme(state: State, old: ReadonlyMap<string, Slip>): SlipsByTheme {
  const records = [...state.placement].map(([id, placement]) => ({ id, ...placement }));
  const places = placesByCard(state);
  const themes = groupBy(records.sort(compareRanked), (record) => record.theme_id);
  const slips = new Map<string, readonly Slip[]>();
  for (const [themeId, placements] of themes) {
    const found = placements.map((record) => {
      const card = state.card.get(record.card_id);
      if (card === undefined) return null;
      const { id: placementId, card_id: cardId, mark } = record;
      return keepEqual(old.get(placementId), {
        placementId,
        cardId,
        card,
        mark,
        places: places.get(cardId) ?? 0,
      });
    });
    slips.set(
      themeId,
      found.filter((slip) => slip !== null),
    );
  }
  return slips;
}

/** In how many themes each card stands. */
export function placesByCard(state: State): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const { card_id } of state.placement.values()) places.set(card_id, (places.get(card_id) ?? 0) + 1);
  return places;
}
