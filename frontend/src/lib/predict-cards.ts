import { clean, created, optional, removed, updated } from "./changes";
import { evolve } from "./evolve";
import type { Guess } from "./guess";
import { lastRank } from "./look";
import type { Card, State } from "./model";
import { add } from "./predict-placements";
import type { CommandOf } from "./protocol";
import { between } from "./rank";

export function create(state: State, command: CommandOf<"card.create">): Guess {
  const { card_id, label = null, source = null, placement } = command;
  const text = clean(command.text);
  if (text === "" || state.card.has(card_id)) return null;
  const rank = between(lastRank(state.card), null);
  const card: Card = {
    text,
    label: optional(label),
    source: optional(source),
    rank,
    retired: false,
    merged_into: null,
  };
  const change = created("card", card_id, card);
  if (!placement) return [change];
  const stands = add(evolve(state, [change]), { type: "placement.add", card_id, ...placement });
  return stands === null ? null : [change, ...stands];
}

export function edit(state: State, { card_id, text, label }: CommandOf<"card.edit">): Guess {
  const card = state.card.get(card_id);
  if (card === undefined || card.retired) return null;
  const words = clean(text ?? card.text);
  if (words === "") return null;
  return updated("card", card_id, card, {
    text: words,
    label: label === undefined ? undefined : optional(label),
  });
}

/** Its placements are kept for its return. */
export function retire(state: State, { card_id }: CommandOf<"card.retire">): Guess {
  const card = state.card.get(card_id);
  if (card === undefined) return null;
  const places = [...state.placement].filter(([, placement]) => placement.card_id === card_id);
  return [
    ...updated("card", card_id, card, { retired: true }),
    ...places.flatMap(([id, placement]) => [
      removed("placement", id, placement),
      created("kept", id, placement),
    ]),
  ];
}
