/** What a change was about, in a few words, for a list of changes that could not be saved. */
import type { State } from "./model";
import type { Command, CommandOf, SimpleType } from "./protocol";
import { plural, quoted, short } from "./texts";

type Namer<T extends SimpleType> = string | ((command: CommandOf<T>, state: State) => string);

const NAMES: { readonly [T in SimpleType]: Namer<T> } = {
  "card.create": "A new card",
  "card.edit": ({ card_id }, state) => `New words for ${card(state, card_id)}`,
  "card.split": ({ card_id }, state) => `Splitting ${card(state, card_id)}`,
  "card.merge": ({ card_id }, state) => `Joining cards with ${card(state, card_id)}`,
  "card.retire": ({ card_id }, state) => `Putting away ${card(state, card_id)}`,
  "card.restore": ({ card_id }, state) => `Putting back ${card(state, card_id)}`,
  "placement.add": ({ card_id, theme_id }, state) => `${card(state, card_id)} to ${theme(state, theme_id)}`,
  "placement.move": ({ placement_id, theme_id }, state) =>
    `${placed(state, placement_id)} to ${theme(state, theme_id)}`,
  "placement.remove": ({ placement_id }, state) => `${placed(state, placement_id)} out of its theme`,
  "placement.mark": ({ placement_id }, state) => `The mark of ${placed(state, placement_id)}`,
  "theme.create": "A new theme",
  "theme.edit": ({ theme_id }, state) => `A change of ${theme(state, theme_id)}`,
  "theme.move": ({ theme_id }, state) => `A new place for ${theme(state, theme_id)}`,
  "theme.merge": ({ theme_id }, state) => `Joining themes with ${theme(state, theme_id)}`,
  "theme.retire": ({ theme_id }, state) => `Putting away ${theme(state, theme_id)}`,
  "theme.restore": ({ theme_id }, state) => `Putting back ${theme(state, theme_id)}`,
  "board.edit": "A change of the board",
  "meeting.attend": "Who was at a meeting",
  "meeting.unattend": "Who was at a meeting",
  "comment.add": "Words of yours",
  "comment.edit": "New words for a comment",
  "comment.withdraw": "Taking back your words",
  "comment.hide": "Hiding words",
  "comment.show": "Showing hidden words",
  "round.open": "A new round",
  "round.close": "Closing a round",
  "vote.cast": "Your answer in a round",
  "stage.set": "The stage",
  "lock.set": "Closing something for now",
  "lock.lift": "Opening something again",
  "timer.start": "The clock",
  "timer.stop": "The clock",
  "minutes.write": "New minutes",
  "minutes.edit": "New words for the minutes",
  "minutes.sign": "Your name under the minutes",
  "moment.name": "The name of a moment",
  "moment.remove": "The name of a moment",
  "meeting.start": "The start of a meeting",
  "words.remove": "Words that were put here by mistake",
  "meeting.end": "The end of a meeting",
};

export function changeNamed(command: Command, state: State): string {
  if (command.type === "undo") return "Undoing a change";
  if (command.type === "batch") return `${plural(command.commands.length, "change")} made together`;
  const name = NAMES[command.type] as Namer<SimpleType>;
  return typeof name === "string" ? name : name(command, state);
}

function card(state: State, id: string): string {
  const text = state.card.get(id)?.text;
  return text === undefined ? "a card" : quoted(short(text));
}

function theme(state: State, id: string): string {
  const title = state.theme.get(id)?.title;
  return title === undefined ? "a theme" : quoted(short(title));
}

function placed(state: State, id: string): string {
  const placement = state.placement.get(id) ?? state.kept.get(id);
  return placement === undefined ? "A card" : card(state, placement.card_id);
}
