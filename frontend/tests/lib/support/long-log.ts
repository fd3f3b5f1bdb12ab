import { evolve } from "../../../src/lib/evolve";
import { emptyState, type State } from "../../../src/lib/model";
import { predict } from "../../../src/lib/predict";
import type { BoardEvent, Command, EventType } from "../../../src/lib/protocol";
import { create, event } from "./boards";

const CARDS = 300;
const THEMES = 30;

/** A made-up log: a board, its themes and cards, then cards placed and moved over and over. Always the same. */
export function longLog(length: number): BoardEvent[] {
  const board = create("board", "board0001", { title: "Long", question: "", legend: { "✱": "quote" } });
  const log = [event(1, "board.created", [board])];
  let state = evolve(emptyState(), [board]);
  for (let step = 0; log.length < length; step += 1) {
    const [type, command] = nextOf(state, step);
    const changes = predict(state, command);
    if (changes === null || changes.length === 0) continue;
    log.push(event(log.length + 1, type, changes, { actor: `person-cr${(step % 6) + 1}` }));
    state = evolve(state, changes);
  }
  return log;
}

function nextOf(state: State, step: number): [EventType, Command] {
  if (step < THEMES)
    return ["theme.created", { type: "theme.create", theme_id: `theme-${step}`, title: `Theme ${step}` }];
  if (step < THEMES + CARDS)
    return ["card.created", { type: "card.create", card_id: `card-${step}`, text: `Card ${step}` }];
  const theme_id = `theme-${(step * 7) % THEMES}`;
  if (step % 3 === 0 && state.placement.size < 600) {
    const card_id = `card-${THEMES + ((step * 13) % CARDS)}`;
    return ["placement.added", { type: "placement.add", placement_id: `place-${step}`, card_id, theme_id }];
  }
  const placement_id = [...state.placement.keys()][(step * 31) % Math.max(1, state.placement.size)] ?? "";
  return [
    "placement.moved",
    { type: "placement.move", placement_id, theme_id, ...(step % 2 ? { after: null } : {}) },
  ];
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
