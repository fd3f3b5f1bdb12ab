import { also, enumerated, said, tell, type Part, type Told } from "./said";
import { mergedInto, named, type Story } from "./story";
import { plural } from "./texts";

export function created(story: Story): Told {
  const card = story.card(story.change("card")?.id);
  if (story.change("placement") === undefined) return tell`wrote ${card}.`;
  return tell`wrote ${card} in ${story.theme(story.placement().now.theme_id)}.`;
}

export function edited(story: Story): Told {
  const { id, after } = story.change("card") ?? {};
  const card = story.card(id);
  const { text, label } = after ?? {};
  const told: Told[] = [];
  if (text !== undefined)
    told.push(tell`changed ${card} to ${named("card", id ?? "", text, "other words")}.`);
  if (label === null) told.push(tell`took the label from ${card}.`);
  else if (label !== undefined) told.push(tell`gave ${card} the label ${String(label)}.`);
  return also(told);
}

export function split(story: Story): Told {
  const [parts, others] = [
    story.changes("card").filter(isNew),
    story.changes("card").filter((c) => !isNew(c)),
  ];
  const names = enumerated(
    parts.map(({ id }) => story.card(id)),
    "cards",
  );
  return [...tell`split ${story.card(others[0]?.id)} into `, ...names, said(".")];
}

function isNew({ before }: { readonly before: unknown }): boolean {
  return before === null;
}

export function merged(story: Story): Told {
  const away = story.changes("card").filter(({ after }) => after?.["retired"] === true);
  const names = enumerated(
    away.map(({ id }) => story.card(id)),
    "cards",
  );
  return [said("joined "), ...names, ...tell` with ${story.card(mergedInto(away))}.`];
}

export function retired(story: Story): Told {
  const told = tell`put away ${story.card(story.change("card")?.id)}.`;
  const places = story.changes("kept").length;
  return places === 0 ? told : [...told, said(` It stood in ${plural(places, "theme")}.`)];
}

export function restored(story: Story): Told {
  const told = tell`put back ${story.card(story.change("card")?.id)}.`;
  const places = story.changes("placement").length;
  return places === 0 ? told : [...told, said(` It stands in ${plural(places, "theme")}.`)];
}

export function added(story: Story): Told {
  const { card_id, theme_id } = story.placement().now;
  const [card, theme] = [story.card(card_id), story.theme(theme_id)];
  const others = story.placesBefore(card_id);
  if (others === 0) return tell`placed ${card} in ${theme}.`;
  return [...tell`placed ${card} in ${theme} too.`, kept(others)];
}

export function moved(story: Story): Told {
  const { old, now } = story.placement();
  const [card, theme] = [story.card(now.card_id), story.theme(now.theme_id)];
  if (now.theme_id === old.theme_id) return tell`moved ${card} to another spot in ${theme}.`;
  return tell`moved ${card} from ${story.theme(old.theme_id)} to ${theme}.`;
}

export function removed(story: Story): Told {
  const { card_id, theme_id } = story.placement().old;
  const others = story.placesBefore(card_id) - 1;
  const told = tell`took ${story.card(card_id)} out of ${story.theme(theme_id)}.`;
  return [...told, others > 0 ? kept(others) : said(" It is not sorted now.")];
}

export function marked(story: Story): Told {
  const { card_id, theme_id, mark } = story.placement().now;
  const [card, theme] = [story.card(card_id), story.theme(theme_id)];
  return mark
    ? tell`marked ${card} in ${theme} with ${mark}.`
    : tell`took the mark from ${card} in ${theme}.`;
}

function kept(others: number): Part {
  return said(others === 1 ? " It kept its other place." : ` It kept its ${others} other places.`);
}
