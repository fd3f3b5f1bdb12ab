import { clean, created, updated } from "./changes";
import type { Guess } from "./guess";
import type { State } from "./model";
import type { CommandOf } from "./protocol";

export function write(state: State, command: CommandOf<"minutes.write">): Guess {
  const { minutes_id, meeting_id = null, held_on = null } = command;
  if (state.minutes.has(minutes_id)) return null;
  const [title, text] = [clean(command.title), clean(command.text)];
  if (title === "" || text === "") return null;
  return [created("minutes", minutes_id, { title, text, meeting_id, held_on, version: 1 })];
}

export function edit(state: State, command: CommandOf<"minutes.edit">): Guess {
  const { minutes_id, held_on } = command;
  const old = state.minutes.get(minutes_id);
  if (old === undefined || (command.version ?? old.version) !== old.version) return null;
  const fields = { title: clean(command.title ?? old.title), text: clean(command.text ?? old.text), held_on };
  if (fields.title === "" || fields.text === "") return null;
  const changed = updated("minutes", minutes_id, old, fields).length > 0;
  return changed ? updated("minutes", minutes_id, old, { ...fields, version: old.version + 1 }) : [];
}
