import { created, removed, updated } from "./changes";
import type { Guess } from "./guess";
import { inTheme, isLive, standsIn } from "./look";
import { boardRecord, type State } from "./model";
import type { CommandOf } from "./protocol";
import { rankFor, staysAt } from "./rank";

export function add(state: State, command: CommandOf<"placement.add">): Guess {
  const { placement_id, card_id, theme_id, after } = command;
  const card = state.card.get(card_id);
  if (card === undefined || card.retired || !isLive(state, theme_id)) return null;
  if (state.placement.has(placement_id) || state.kept.has(placement_id)) return null;
  if (standsIn(state, card_id, theme_id)) return null;
  const rank = rankFor(inTheme(state, theme_id), after);
  return [created("placement", placement_id, { card_id, theme_id, rank, mark: null })];
}

export function move(state: State, command: CommandOf<"placement.move">): Guess {
  const { placement_id, theme_id, after } = command;
  const placement = state.placement.get(placement_id);
  if (placement === undefined || after === placement_id || !isLive(state, theme_id)) return null;
  const row = inTheme(state, theme_id);
  if (placement.theme_id === theme_id) {
    if (staysAt(row, placement_id, after)) return [];
  } else if (standsIn(state, placement.card_id, theme_id)) return null;
  const others = row.filter(({ id }) => id !== placement_id);
  return updated("placement", placement_id, placement, { theme_id, rank: rankFor(others, after) });
}

export function remove(state: State, { placement_id }: CommandOf<"placement.remove">): Guess {
  const placement = state.placement.get(placement_id);
  return placement === undefined ? null : [removed("placement", placement_id, placement)];
}

export function mark(state: State, { placement_id, mark }: CommandOf<"placement.mark">): Guess {
  const placement = state.placement.get(placement_id);
  if (placement === undefined) return null;
  if (mark !== null && !Object.hasOwn(boardRecord(state).legend, mark)) return null;
  return updated("placement", placement_id, placement, { mark });
}
