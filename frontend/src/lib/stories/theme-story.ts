/** How a theme came to be: first card, names, cards that came and went, themes that were joined, who spoke, what was checked. */
import { HOLE } from "../holes";
import { Walk } from "../event-walk";
import { groupBy } from "../keep";
import { emptyState, type State } from "../model";
import type { BoardEvent, Change } from "../protocol";
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
  /** Reasons given for what was done with the theme, or with a sub-theme of it. */
  readonly reasons: number;
  /** Comments about the theme and its sub-themes, and about cards while they stood in them. */
  readonly words: number;
}

/** A round that asked about this theme or a sub-theme, or about a card that stands in one of them. */
export interface Checked {
  readonly question: string;
  readonly tally: Tally;
  /** The words of the card, or the name of the sub-theme; null when it was about the theme. */
  readonly about: string | null;
}

export interface Decided {
  readonly text: string;
  readonly at: string;
  /** The name of the sub-theme; null when it was about the theme. */
  readonly about: string | null;
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
    if (deed.why !== null && this.#touches(event, before)) this.#said.push({ who, kind: "reason" });
    for (const { kind, before: none, after: words } of event.changes) {
      const here = kind === "comment" && none === null && this.#isHere(words ?? {}, before);
      if (here) this.#said.push({ who, kind: "words" });
    }
  }

  told(state: State): ThemeStory | null {
    const theme = state.theme.get(this.themeId);
    if (theme === undefined) return null;
    const cards = cardsOf(state, this.themeId);
    const nesting = nestingOf(state, this.themeId);
    const parts = new Map(nesting.parts.map(({ id, title }) => [id, title]));
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
      checked: checked(state, this.themeId, parts),
      decided: decided(state, this.themeId, parts),
      ...nesting,
      holds: cards.size,
      elsewhere: [...cards].filter((card) => (homes.get(card) ?? []).some((p) => p.theme_id !== this.themeId))
        .length,
      titles: new Map([...state.theme].map(([id, { title }]) => [id, title || HOLE])),
    };
  }

  /** The theme, or a sub-theme that stood on its sheet then. */
  #isMine(state: State, id: unknown): boolean {
    return id === this.themeId || state.theme.get(String(id))?.parent_id === this.themeId;
  }

  /** Something was done with it or its sub-themes, or a card came to one of them or left it. */
  #touches(event: BoardEvent, before: State): boolean {
    const themes = event.changes.flatMap(({ kind, id, after }) => {
      if (kind === "theme") return [id, after?.["merged_into"]];
      return kind === "placement" ? [before.placement.get(id)?.theme_id, after?.["theme_id"]] : [];
    });
    const mine = themes.filter((id) => this.#isMine(before, id) || this.#isNew(event, id));
    return [...new Set(mine)].some((id) => {
      const { came, went } = passing(event, before, String(id));
      return came.length + went.length > 0 || event.changes.some((one) => isAbout(one, id));
    });
  }

  /** A sub-theme from this event on. */
  #isNew({ changes }: BoardEvent, theme: unknown): boolean {
    return changes.some(
      ({ kind, id, after }) => kind === "theme" && id === theme && after?.["parent_id"] === this.themeId,
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
    if (on_kind === "theme") return this.#isMine(state, on_id);
    const places = [...state.placement.values()];
    return on_kind === "card" && places.some((p) => p.card_id === on_id && this.#isMine(state, p.theme_id));
  }
}

function isAbout({ kind, id, after }: Change, theme: unknown): boolean {
  return kind === "theme" && (id === theme || after?.["merged_into"] === theme);
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

/** Names of sub-themes by their ids. */
type Parts = ReadonlyMap<string, string>;

function checked(state: State, themeId: string, parts: Parts): readonly Checked[] {
  const cards = new Set([themeId, ...parts.keys()].flatMap((id) => [...cardsOf(state, id)]));
  return [...state.round].flatMap(([id, round]) => {
    if (round.asked_on === "question" || (round.open && round.hidden_until_closed)) return [];
    const { differ, agree, few } = resultOf(state, { id, round });
    return [...differ, ...agree, ...few]
      .filter(({ id }) => (round.asked_on === "theme" ? id === themeId || parts.has(id) : cards.has(id)))
      .map((tally) => ({
        question: round.question,
        tally,
        about: round.asked_on === "card" || tally.id !== themeId ? tally.name : null,
      }));
  });
}

function decided(state: State, themeId: string, parts: Parts): readonly Decided[] {
  return [...state.comment.values()]
    .filter((one) => isReadable(one) && one.comment_kind === DECISION)
    .filter(({ on_kind, on_id }) => on_kind === "theme" && (on_id === themeId || parts.has(on_id)))
    .map(({ text, at, on_id }) => ({ text: text ?? "", at, about: parts.get(on_id) ?? null }));
}
