/** What happened in one stretch of the log, by theme and card: for people who were not there. Pure. */
import { describe, type Sentence } from "./describe";
import { Walk } from "./event-walk";
import { groupBy } from "./keep";
import type { Kind, State } from "./model";
import type { BoardEvent, Person } from "./protocol";
import { Story } from "./story";

export interface Told {
  readonly seq: number;
  readonly at: string;
  readonly sentence: Sentence;
}

/** Changes of one card, or of what else the group is about; the newest first. */
export interface ToldThing {
  readonly key: string;
  /** The words of the card; null for the theme itself and for everything else. */
  readonly card: string | null;
  readonly told: readonly Told[];
}

export interface ToldGroup {
  readonly key: string;
  readonly title: string;
  readonly count: number;
  readonly people: readonly string[];
  readonly things: readonly ToldThing[];
}

export interface Since {
  /** Times of the first and the last change; empty when there is none. */
  readonly from: string;
  readonly until: string;
  readonly count: number;
  /** Names, those who did most first. */
  readonly people: readonly string[];
  /** Themes first, the busiest on top. */
  readonly groups: readonly ToldGroup[];
}

/** What a digest is made of; `events` come right behind `before`. `without`: a person who knows what they did. */
export interface Stretch {
  readonly events: readonly BoardEvent[];
  readonly before: State;
  readonly people: readonly Person[];
  readonly without: string | null;
}

interface Home {
  readonly group: string;
  readonly card: string | null;
}

/** `group` null: where the card stands in the end. */
interface About {
  readonly group: string | null;
  readonly card: string | null;
}

interface Placed extends Told {
  readonly home: Home;
}

const TRAY = "tray";
const OTHERS: Readonly<Record<string, string>> = {
  [TRAY]: "Not sorted yet",
  several: "Several at once",
  board: "The board",
  round: "Rounds",
  meeting: "Meetings",
  minutes: "Minutes",
};
const GROUP_OF: { readonly [K in Kind]?: string } = {
  vote: "round",
  round: "round",
  meeting: "meeting",
  attendance: "meeting",
  stage: "meeting",
  lock: "meeting",
  timer: "meeting",
  minutes: "minutes",
  signature: "minutes",
};

export function sinceOf({ events, before, people, without }: Stretch): Since {
  const walk = new Walk(before);
  const told: (Told & { readonly about: About })[] = [];
  for (const event of events) {
    if (event.actor !== without) {
      const { seq, at } = event;
      const about = aboutOf(new Story(event, walk.state));
      told.push({ seq, at, about, sentence: describe(event, walk.state, people) });
    }
    walk.step(event.changes);
  }
  const homes = new Map(
    [...walk.state.placement.values()].map(({ card_id, theme_id }) => [card_id, theme_id]),
  );
  const placed = told.map(({ about: { group, card }, ...one }): Placed => {
    return { ...one, home: { group: group ?? homes.get(card ?? "") ?? TRAY, card } };
  });
  return {
    from: placed[0]?.at ?? "",
    until: placed.at(-1)?.at ?? "",
    count: placed.length,
    people: doers(placed),
    groups: groupsOf(placed, walk.state),
  };
}

/** Where an event is told: under the theme a card came to, else where the card stands in the end, else by its kind. */
function aboutOf(story: Story): About {
  const places = story.changes("placement").map(({ id }) => story.now("placement", id));
  const themes = new Set(places.map(({ theme_id }) => theme_id));
  const cards = new Set(places.map(({ card_id }) => card_id));
  if (themes.size > 1) return { group: "several", card: null };
  const [theme, card] = [places[0]?.theme_id, places[0]?.card_id];
  if (theme !== undefined) return { group: theme, card: cards.size === 1 ? (card ?? null) : null };
  return aboutOne(story);
}

function aboutOne(story: Story): About {
  const comment = story.change("comment");
  if (comment !== undefined) {
    const { on_kind, on_id = "" } = story.now("comment", comment.id);
    if (on_kind === "card") return { group: null, card: on_id };
    return { group: on_kind === "theme" ? on_id : "board", card: null };
  }
  const [card, theme] = [story.change("card")?.id, story.change("theme")?.id];
  if (card !== undefined) return { group: null, card };
  if (theme !== undefined) return { group: theme, card: null };
  const kind = story.event.changes.find((change) => change.kind !== "undo")?.kind;
  return { group: (kind && GROUP_OF[kind]) ?? "board", card: null };
}

function groupsOf(placed: readonly Placed[], after: State): readonly ToldGroup[] {
  const groups = [...groupBy(placed, ({ home }) => home.group)].map(([key, all]) => ({
    key,
    title: after.theme.get(key)?.title ?? OTHERS[key] ?? "A theme",
    count: all.length,
    people: doers(all),
    things: thingsOf(all, after),
  }));
  const order = Object.keys(OTHERS);
  return groups.sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key) || b.count - a.count);
}

function thingsOf(all: readonly Placed[], after: State): readonly ToldThing[] {
  const things = [...groupBy(all, ({ home }) => home.card)];
  return things
    .map(([card, told]) => ({
      key: card ?? "",
      card: card === null ? null : (after.card.get(card)?.text ?? "A card"),
      told: told.toReversed(),
    }))
    .sort((a, b) => Number(a.card !== null) - Number(b.card !== null));
}

/** Who did something, those who did most first. What was written for somebody is theirs. */
function doers(all: readonly Told[]): readonly string[] {
  const names = groupBy(all, ({ sentence }) => sentence.forWhom ?? sentence.who);
  return [...names].sort((a, b) => b[1].length - a[1].length).map(([name]) => name);
}
