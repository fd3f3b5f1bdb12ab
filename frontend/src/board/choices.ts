import type { Colour, ThemeKind } from "../lib/model";
import { HOLE } from "../lib/holes";
import { groupBy } from "../lib/keep";
import type { Outline, Section } from "../lib/outline";
import { plural, quoted, short } from "../lib/texts";
import { contains, fold } from "./filter";

/** A theme that can be chosen in a list. */
export interface Choice {
  readonly id: string;
  readonly title: string;
  readonly under: string | null;
  readonly colour: Colour;
  readonly themeKind: ThemeKind;
  /** What tells it from another one of that name in that place; "" where nothing has to. */
  readonly apart: string;
}

export interface ChoiceGroup {
  readonly name: string;
  readonly choices: readonly Choice[];
}

const MOST_RECENT = 3;

/** Every live theme in the order of the wall, each sub-theme after its theme. */
export function allChoices({ sheets, parked }: Outline): Choice[] {
  const all = [...sheets, ...parked].flatMap((sheet) => {
    const { title, colour, theme_kind } = sheet.theme;
    const top = { id: sheet.id, title, under: null, colour, themeKind: theme_kind, apart: holding(sheet) };
    return [
      top,
      ...sheet.sections.map((part) => {
        return { ...top, id: part.id, title: part.theme.title, under: title, apart: holding(part) };
      }),
    ];
  });
  const alike = groupBy(all, nameIn);
  return all.map((one) => ((alike.get(nameIn(one)) ?? []).length > 1 ? one : { ...one, apart: "" }));
}

function nameIn({ title, under }: Pick<Choice, "title" | "under">): string {
  return `${fold(title)}\n${fold(under ?? "")}`;
}

/** How many cards of its own, and which is the first. */
function holding({ slips }: Section): string {
  const [first] = slips;
  return first === undefined
    ? "no cards"
    : `${plural(slips.length, "card")}, first ${quoted(short(first.card.text || HOLE, 40))}`;
}

/** The recent themes first, then all others; with a query, one list with the best fit on top. */
export function grouped(choices: readonly Choice[], recent: readonly string[], query: string): ChoiceGroup[] {
  if (fold(query) !== "") return [{ name: "Found", choices: fitting(choices, query) }];
  const byId = new Map(choices.map((choice) => [choice.id, choice]));
  const first = recent.flatMap((id) => byId.get(id) ?? []).slice(0, MOST_RECENT);
  const rest = choices.filter((choice) => !first.includes(choice));
  const groups = [
    { name: "Recent", choices: first },
    { name: first.length > 0 ? "All other themes" : "All themes", choices: rest },
  ];
  return groups.filter((group) => group.choices.length > 0);
}

function fitting(choices: readonly Choice[], query: string): Choice[] {
  const fits = choices.filter(({ title, under }) => contains(`${title} ${under ?? ""}`, query));
  return fits.sort((a, b) => fit(a, query) - fit(b, query));
}

function fit({ title }: Choice, query: string): number {
  const folded = fold(title);
  if (folded.startsWith(fold(query))) return 0;
  return folded.split(/[\s/]+/).some((word) => word.startsWith(fold(query))) ? 1 : 2;
}

/** The themes most recently moved to, newest first, without doubles. */
export function withRecent(recent: readonly string[], id: string): readonly string[] {
  return [id, ...recent.filter((other) => other !== id)].slice(0, MOST_RECENT + 2);
}
