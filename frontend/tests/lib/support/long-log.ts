import type { Placement } from "../../../src/lib/model";
import type { BoardEvent, Change, EventType } from "../../../src/lib/protocol";
import { card, create, event, placement, theme, update } from "./boards";

const CARDS = 300;
const THEMES = 30;
const PLACES = 600;

/** A made-up log: a board, its themes and cards, then cards placed and moved over and over. Always the same. */
export function longLog(length: number): BoardEvent[] {
  const places = new Map<string, Placement>();
  const log = [
    event(1, "board.created", [create("board", "board0001", { title: "Long", question: "", legend: {} })]),
  ];
  for (let step = 0; log.length < length; step += 1) {
    const [type, change] = next(step, places);
    log.push(event(log.length + 1, type, [change], { actor: `person-cr${(step % 6) + 1}` }));
  }
  return log;
}

function next(step: number, places: Map<string, Placement>): [EventType, Change] {
  const rank = `a${String(step).padStart(6, "0")}`;
  if (step < THEMES) return ["theme.created", create("theme", `theme-${step}`, theme(`Theme ${step}`, rank))];
  const at = step - THEMES;
  if (at < CARDS) return ["card.created", create("card", `card-${at}`, card(`Card ${at}`, rank))];
  const id = `place-${(at - CARDS) % PLACES}`;
  const theme_id = `theme-${(at * 7 + Math.floor(at / PLACES)) % THEMES}`;
  const old = places.get(id);
  const now = placement(old?.card_id ?? `card-${at % CARDS}`, theme_id, rank);
  places.set(id, now);
  if (old === undefined) return ["placement.added", create("placement", id, now)];
  const before = { theme_id: old.theme_id, rank: old.rank };
  return ["placement.moved", update("placement", id, before, { theme_id, rank })];
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
