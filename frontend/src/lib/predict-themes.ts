import { clean, created, updated } from "./changes";
import type { Guess } from "./guess";
import { childrenOf, isLive } from "./look";
import { COLOURS, type Colour, type State, type Theme } from "./model";
import type { CommandOf } from "./protocol";
import { rankFor, staysAt } from "./rank";

export function create(state: State, command: CommandOf<"theme.create">): Guess {
  const { theme_id, parent_id = null, theme_kind = "theme", after } = command;
  const title = clean(command.title);
  if (title === "" || state.theme.has(theme_id)) return null;
  if (!mayHold(state, theme_id, parent_id, theme_kind === "parked")) return null;
  const theme: Theme = {
    title,
    description: "",
    theme_kind,
    parent_id,
    colour: nextColour(state, parent_id),
    rank: rankFor(childrenOf(state, parent_id), after),
    retired: false,
    merged_into: null,
  };
  return [created("theme", theme_id, theme)];
}

/** A section has its sheet's colour; a sheet the next one round. */
function nextColour(state: State, parentId: string | null): Colour {
  const parent = parentId === null ? undefined : state.theme.get(parentId);
  return parent?.colour ?? COLOURS[childrenOf(state, null).length % COLOURS.length] ?? "teal";
}

export function edit(state: State, command: CommandOf<"theme.edit">): Guess {
  const { theme_id } = command;
  const theme = state.theme.get(theme_id);
  if (theme === undefined || !isLive(state, theme_id)) return null;
  const title = clean(command.title ?? theme.title);
  if (title === "") return null;
  const description = clean(command.description ?? theme.description);
  return updated("theme", theme_id, theme, { title, description, colour: command.colour ?? theme.colour });
}

export function move(state: State, command: CommandOf<"theme.move">): Guess {
  const { theme_id, after } = command;
  const theme = state.theme.get(theme_id);
  if (theme === undefined || after === theme_id || !isLive(state, theme_id)) return null;
  const parent_id = command.parent_id === undefined ? theme.parent_id : command.parent_id;
  const row = childrenOf(state, parent_id);
  if (parent_id === theme.parent_id) {
    if (staysAt(row, theme_id, after)) return [];
  } else if (!mayHold(state, theme_id, parent_id, theme.theme_kind === "parked")) return null;
  const others = row.filter(({ id }) => id !== theme_id);
  return updated("theme", theme_id, theme, { parent_id, rank: rankFor(others, after) });
}

/** Themes nest one level, and parked sheets not at all. */
function mayHold(state: State, themeId: string, parentId: string | null, parked: boolean): boolean {
  if (parentId === null) return true;
  const parent = state.theme.get(parentId);
  if (parent === undefined || parentId === themeId || !isLive(state, parentId)) return false;
  if (parked || parent.theme_kind === "parked" || parent.parent_id !== null) return false;
  return childrenOf(state, themeId).length === 0;
}
