import { also, enumerated, said, tell, type Part, type Told } from "./said";
import { mergedInto, named, type Story } from "./story";
import { plural } from "./texts";

export function created(story: Story): Told {
  const id = story.change("theme")?.id ?? "";
  const { parent_id, theme_kind } = story.now("theme", id);
  const theme = story.theme(id);
  if (parent_id) return tell`named a new theme ${theme} on the sheet ${story.theme(parent_id)}.`;
  return theme_kind === "parked"
    ? tell`named a new parked sheet ${theme}.`
    : tell`named a new theme ${theme}.`;
}

export function edited(story: Story): Told {
  const { id = "", after } = story.change("theme") ?? {};
  const theme = story.theme(id);
  const { title, description, colour } = after ?? {};
  const told: Told[] = [];
  if (title !== undefined)
    told.push(tell`renamed the theme ${theme} to ${named("theme", id, title, "another name")}.`);
  if (description !== undefined) told.push(tell`changed the description of ${theme}.`);
  if (colour !== undefined) told.push(tell`gave the theme ${theme} the colour ${String(colour)}.`);
  return also(told);
}

export function moved(story: Story): Told {
  const { id, after } = story.change("theme") ?? {};
  const theme = story.theme(id);
  const parent = after?.["parent_id"];
  if (parent === undefined) return tell`moved the theme ${theme} to another spot.`;
  if (parent === null) return tell`made ${theme} a sheet of its own.`;
  return tell`moved the theme ${theme} to the sheet ${story.theme(String(parent))}.`;
}

export function merged(story: Story): Told {
  const away = story.changes("theme").filter(({ after }) => after?.["retired"] === true);
  const names = enumerated(
    away.map(({ id }) => story.theme(id)),
    "themes",
  );
  return [said("joined "), ...names, ...tell` with ${story.theme(mergedInto(away))}.`];
}

export function retired(story: Story): Told {
  return [
    ...tell`put away the theme ${story.theme(story.change("theme")?.id)}`,
    withCards(story.changes("kept").length),
  ];
}

export function restored(story: Story): Told {
  const cards = story.changes("placement").length;
  return [...tell`put back the theme ${story.theme(story.change("theme")?.id)}`, withCards(cards)];
}

function withCards(count: number): Part {
  return said(count === 0 ? "." : ` with ${plural(count, "card")}.`);
}
