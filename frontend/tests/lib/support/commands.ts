import fc from "./chance";
import type { State } from "../../../src/lib/model";
import type { SimpleCommand } from "../../../src/lib/protocol";

/** Numbers that pick what a command is about, whatever the state then holds. */
export interface Wanted {
  readonly type: SimpleCommand["type"];
  readonly id: string;
  readonly a: number;
  readonly b: number;
  readonly text: string;
}

export const wanted: fc.Arbitrary<Wanted> = fc.record({
  type: fc.constantFrom(
    "card.create",
    "card.edit",
    "card.retire",
    "placement.add",
    "placement.move",
    "placement.move",
    "placement.remove",
    "placement.mark",
    "theme.create",
    "theme.edit",
    "theme.move",
    "board.edit",
  ),
  id: fc.string({ unit: fc.constantFrom(..."abcdefgh0123"), minLength: 8, maxLength: 8 }),
  a: fc.nat(50),
  b: fc.nat(50),
  text: fc.string({ maxLength: 6 }),
});

export const wantedCommands = fc.array(wanted, { maxLength: 30 });

function pick(records: ReadonlyMap<string, object>, at: number): string {
  const ids = [...records.keys()];
  return ids[at % Math.max(1, ids.length)] ?? "nothing1";
}

function after(records: ReadonlyMap<string, object>, at: number): { after?: string | null } {
  if (at % 3 === 0) return {};
  return { after: at % 3 === 1 ? null : pick(records, at) };
}

/** A command about something on the board; it may well be refused. */
export function commandOn(state: State, { type, id, a, b, text }: Wanted): SimpleCommand {
  const card_id = pick(state.card, a);
  const theme_id = pick(state.theme, b);
  const placement_id = pick(state.placement, a);
  switch (type) {
    case "card.create":
      return b % 2 === 0
        ? { type, card_id: id, text }
        : { type, card_id: id, text, placement: { placement_id: `${id}p`, theme_id } };
    case "card.edit":
      return { type, card_id, text };
    case "card.retire":
      return { type, card_id };
    case "placement.add":
      return { type, placement_id: id, card_id, theme_id, ...after(state.placement, a) };
    case "placement.remove":
      return { type, placement_id };
    case "placement.mark":
      return { type, placement_id, mark: b % 2 === 0 ? "✱" : null };
    case "theme.create":
      return { type, theme_id: id, title: text, ...(b % 2 === 0 ? {} : { parent_id: theme_id }) };
    case "theme.edit":
      return { type, theme_id, title: text };
    case "theme.move":
      return { type, theme_id, ...(a % 2 === 0 ? {} : { parent_id: null }), ...after(state.theme, b) };
    case "board.edit":
      return { type, title: text };
    default:
      return { type: "placement.move", placement_id, theme_id, ...after(state.placement, b) };
  }
}
