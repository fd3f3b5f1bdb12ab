/**
 * Guesses what the server will record, for the commands that must feel instant. `null`: no guess, the screen waits
 * for the server. The server alone decides; a guess only has to be right while nobody else is quicker.
 */
import { evolve } from "./evolve";
import type { Guess, Hand } from "./guess";
import type { State } from "./model";
import * as cards from "./predict-cards";
import * as minutes from "./predict-minutes";
import * as placements from "./predict-placements";
import * as talk from "./predict-talk";
import * as themes from "./predict-themes";
import type { Change, Command, CommandOf, SimpleCommand, SimpleType } from "./protocol";

type Predictor<C> = (state: State, command: C, hand: Hand) => Guess;

const NOBODY: Hand = { writer: null, forWhom: null };

const waits = (): null => null;

const PREDICTORS: { readonly [T in SimpleType]: Predictor<CommandOf<T>> } = {
  "card.create": cards.create,
  "card.edit": cards.edit,
  "card.split": waits,
  "card.merge": waits,
  "card.retire": cards.retire,
  "card.restore": waits,
  "placement.add": placements.add,
  "placement.move": placements.move,
  "placement.remove": placements.remove,
  "placement.mark": placements.mark,
  "theme.create": themes.create,
  "theme.edit": themes.edit,
  "theme.move": themes.move,
  "theme.merge": waits,
  "theme.retire": waits,
  "theme.restore": waits,
  "board.edit": waits,
  "meeting.start": waits,
  "meeting.end": waits,
  "meeting.attend": waits,
  "meeting.unattend": waits,
  "comment.add": talk.add,
  "comment.edit": talk.edit,
  "comment.withdraw": talk.withdraw,
  "comment.hide": talk.hide,
  "comment.show": talk.show,
  "round.open": waits,
  "round.close": waits,
  "vote.cast": waits,
  "stage.set": waits,
  "lock.set": waits,
  "lock.lift": waits,
  "timer.start": waits,
  "timer.stop": waits,
  "minutes.write": minutes.write,
  "minutes.edit": minutes.edit,
  "minutes.sign": waits,
  "moment.name": waits,
  "moment.remove": waits,
  "words.remove": waits,
};

export function predict(state: State, command: Command, hand: Hand = NOBODY): Guess {
  if (command.type === "undo") return null;
  if (command.type === "batch") return predictAll(state, command.commands, hand);
  const predictor = PREDICTORS[command.type] as Predictor<Command>;
  return predictor(state, command, hand);
}

/** A batch is shown at once only when all of its commands can be guessed. */
function predictAll(state: State, commands: readonly SimpleCommand[], hand: Hand): Guess {
  const all: Change[] = [];
  let now = state;
  for (const command of commands) {
    const changes = predict(now, command, hand);
    if (changes === null) return null;
    now = evolve(now, changes);
    all.push(...changes);
  }
  return all;
}
