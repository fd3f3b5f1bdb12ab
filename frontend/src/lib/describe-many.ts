/** Many changes at once, told by counting: "wrote 12 cards, named 2 themes and moved 3 cards to Support." */
import { groupBy } from "./keep";
import type { Change } from "./protocol";
import { joined, said, tell, type Part, type Told } from "./said";
import type { Story } from "./story";
import { plural } from "./texts";

const DEEDS = [
  "wrote",
  "named",
  "changed",
  "placed",
  "moved",
  "sorted",
  "marked",
  "took",
  "put back",
  "put away",
] as const;
type Deed = (typeof DEEDS)[number];

const WHERE: { readonly [D in Deed]?: string } = {
  placed: "in",
  moved: "to",
  sorted: "in",
  marked: "in",
  took: "out of",
};

export function many(story: Story): Told {
  const deeds = groupBy(
    story.event.changes.filter((change) => !goesWithItsOwner(story, change)),
    deedOf,
  );
  const phrases = DEEDS.flatMap((deed) => phrasesOf(story, deed, deeds.get(deed) ?? []));
  return phrases.length === 0 ? tell`changed the board.` : [...joined(phrases), said(".")];
}

/** A placement that was put away or put back with its card or theme. */
function goesWithItsOwner(story: Story, { kind, id }: Change): boolean {
  return kind === "placement" && story.changes("kept").some((kept) => kept.id === id);
}

function deedOf({ kind, before, after }: Change): Deed | null {
  if (kind !== "card" && kind !== "theme" && kind !== "placement") return null;
  if (before === null) return { card: "wrote", theme: "named", placement: "placed" }[kind] as Deed;
  if (after === null) return kind === "placement" ? "took" : null;
  if (after["retired"] !== undefined) return after["retired"] === true ? "put away" : "put back";
  if (kind === "placement" && after["theme_id"] !== undefined) return "moved";
  if (after["mark"] !== undefined) return "marked";
  return after["rank"] !== undefined && after["parent_id"] === undefined ? "sorted" : "changed";
}

function phrasesOf(story: Story, deed: Deed, changes: readonly Change[]): readonly Told[] {
  const themes = changes.filter(({ kind }) => kind === "theme");
  const others = changes.filter(({ kind }) => kind !== "theme");
  const phrases: Told[] = [];
  if (others.length > 0)
    phrases.push([said(`${deed} `), cards(story, others), ...where(story, deed, others)]);
  if (themes.length > 0)
    phrases.push([
      said(`${deed} `),
      counted(
        themes.map(({ id }) => id),
        (id) => story.theme(id),
        "theme",
      ),
    ]);
  return phrases;
}

function cards(story: Story, changes: readonly Change[]): Part {
  const ids = changes.map(({ kind, id }) => (kind === "card" ? id : story.old("placement", id).card_id));
  return counted(ids, (id) => story.card(id), "card");
}

function where(story: Story, deed: Deed, changes: readonly Change[]): Told {
  const preposition = WHERE[deed];
  const placements = changes.filter(({ kind }) => kind === "placement");
  if (preposition === undefined || placements.length === 0) return [];
  const ids = placements.map(
    ({ id }) => (deed === "took" ? story.old("placement", id) : story.now("placement", id)).theme_id,
  );
  return [said(` ${preposition} `), counted(ids, (id) => story.theme(id), "theme")];
}

/** The name of the only one, or how many different ones. */
function counted(ids: readonly (string | undefined)[], name: (id: string) => Part, noun: string): Part {
  const different = [...new Set(ids.filter((id) => id !== undefined))];
  const [only] = different;
  return different.length === 1 && only !== undefined ? name(only) : said(plural(different.length, noun));
}
