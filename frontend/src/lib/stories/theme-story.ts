/** How a theme came to be: first card, names, cards that came and went, themes that were joined, who spoke, what was checked. */
import { HOLE } from "../holes";
import { Walk } from "../event-walk";
import { groupBy } from "../keep";
import { emptyState, type State } from "../model";
import type { BoardEvent } from "../protocol";
import { resultOf, type Tally } from "../tally";
import { DECISION, isReadable } from "../talk";
import { cardsOf, nestingOf, type Nesting } from "./nesting";
import { deedOf, passing, withoutDoubles, type Came, type Went } from "./theme-cards";

/** Who did something, when, and why; names are ids of people. */
export interface Deed {
  readonly seq: number;
  readonly who: string | null;
  readonly why: string | null;
}

export interface NameGiven extends Deed {
  readonly title: string;
}

export interface Joining extends Deed {
  /** The themes that went into this one, as they were called. */
  readonly themes: readonly { readonly id: string; readonly title: string }[];
}

export interface Speaker {
  readonly who: string | null;
  /** Reasons given for what was done with the theme. */
  readonly reasons: number;
  /** Comments about the theme, and about cards while they stood in it. */
  readonly words: number;
}

/** A round that asked about this theme, or about a card that stands in it. */
export interface Checked {
  readonly question: string;
  readonly tally: Tally;
  /** The words of the card; null when it was about the theme. */
  readonly card: string | null;
}

export interface Decided {
  readonly text: string;
  readonly at: string;
}

export interface ThemeStory extends Nesting {
  readonly id: string;
  readonly title: string;
  readonly retired: boolean;
  /** The theme it was joined with, when it was. */
  readonly into: string | null;
  readonly names: readonly NameGiven[];
  readonly came: readonly Came[];
  readonly went: readonly Went[];
  readonly joined: readonly Joining[];
  readonly spoke: readonly Speaker[];
  readonly checked: readonly Checked[];
  readonly decided: readonly Decided[];
  /** The cards that stand in it at the end, without those of its sub-themes, and how many of them stand elsewhere too. */
  readonly holds: number;
  readonly elsewhere: number;
  /** The titles of all themes at the end, by id. */
  readonly titles: ReadonlyMap<string, string>;
}

/** Null when there is no such theme in the log. */
export function themeStory(events: readonly BoardEvent[], themeId: string): ThemeStory | null {
  const gathered = new Gathering(themeId);
  const walk = new Walk(emptyState());
  for (const event of events) {
    gathered.take(event, walk.state);
    walk.step(event.changes);
  }
  return gathered.told(walk.state);
}

class Gathering {
  readonly #names: NameGiven[] = [];
  readonly #came: Came[] = [];
  readonly #went: Went[] = [];
  readonly #joined: Joining[] = [];
  readonly #said: { readonly who: string | null; readonly kind: "reason" | "words" }[] = [];

  constructor(readonly themeId: string) {}

  take(event: BoardEvent, before: State): void {
    const deed = deedOf(event);
    const { who } = deed;
    const named = event.changes.find(
      ({ kind, id, after: now }) => kind === "theme" && id === this.themeId && now?.["title"],
    );
    if (named !== undefined) this.#names.push({ ...deed, title: String(named.after?.["title"]) });
    this.#join(event, before, deed);
    const passed = passing(event, before, this.themeId);
    this.#came.push(...passed.came);
    this.#went.push(...passed.went);
    const touched = named !== undefined || passed.came.length + passed.went.length > 0 || this.#isOwn(event);
    if (touched && deed.why !== null) this.#said.push({ who, kind: "reason" });
    for (const { kind, before: none, after: words } of event.changes) {
      const here = kind === "comment" && none === null && this.#isHere(words ?? {}, before);
      if (here) this.#said.push({ who, kind: "words" });
    }
  }

  told(state: State): ThemeStory | null {
    const theme = state.theme.get(this.themeId);
    if (theme === undefined) return null;
    const cards = cardsOf(state, this.themeId);
    const homes = groupBy([...state.placement.values()], ({ card_id }) => card_id);
    return {
      id: this.themeId,
      title: theme.title || HOLE,
      retired: theme.retired,
      into: theme.merged_into,
      names: this.#names,
      ...withoutDoubles({ came: this.#came, went: this.#went }),
      joined: this.#joined,
      spoke: speakers(this.#said),
      checked: checked(state, this.themeId, cards),
      decided: decided(state, this.themeId),
      ...nestingOf(state, this.themeId),
      holds: cards.size,
      elsewhere: [...cards].filter((card) => (homes.get(card) ?? []).some((p) => p.theme_id !== this.themeId))
        .length,
      titles: new Map([...state.theme].map(([id, { title }]) => [id, title || HOLE])),
    };
  }

  #isOwn({ changes }: BoardEvent): boolean {
    return changes.some(
      ({ kind, id, after }) =>
        kind === "theme" && (id === this.themeId || after?.["merged_into"] === this.themeId),
    );
  }

  #join({ changes }: BoardEvent, before: State, deed: Deed): void {
    const away = changes.filter(
      ({ kind, after }) => kind === "theme" && after?.["merged_into"] === this.themeId,
    );
    const themes = away.map(({ id }) => ({ id, title: before.theme.get(id)?.title || HOLE }));
    if (themes.length > 0) this.#joined.push({ ...deed, themes });
  }

  #isHere(words: Readonly<Record<string, unknown>>, state: State): boolean {
    const { on_kind, on_id } = words;
    if (on_kind === "theme") return on_id === this.themeId;
    const places = [...state.placement.values()];
    return on_kind === "card" && places.some((p) => p.card_id === on_id && p.theme_id === this.themeId);
  }
}

/** Those who said most first. */
function speakers(
  said: readonly { readonly who: string | null; readonly kind: string }[],
): readonly Speaker[] {
  const count = (all: readonly { readonly kind: string }[], kind: string): number =>
    all.filter((one) => one.kind === kind).length;
  return [...groupBy(said, ({ who }) => who)]
    .map(([who, all]) => ({ who, reasons: count(all, "reason"), words: count(all, "words") }))
    .sort((a, b) => b.reasons + b.words - a.reasons - a.words);
}

function checked(state: State, themeId: string, cards: ReadonlySet<string>): readonly Checked[] {
  return [...state.round].flatMap(([id, round]) => {
    if (round.asked_on === "question" || (round.open && round.hidden_until_closed)) return [];
    const { differ, agree, few } = resultOf(state, { id, round });
    return [...differ, ...agree, ...few]
      .filter((tally) => (round.asked_on === "theme" ? tally.id === themeId : cards.has(tally.id)))
      .map((tally) => ({
        question: round.question,
        tally,
        card: round.asked_on === "card" ? tally.name : null,
      }));
  });
}

function decided(state: State, themeId: string): readonly Decided[] {
  return [...state.comment.values()]
    .filter((one) => isReadable(one) && one.comment_kind === DECISION)
    .filter(({ on_kind, on_id }) => on_kind === "theme" && on_id === themeId)
    .map(({ text, at }) => ({ text: text ?? "", at }));
}
