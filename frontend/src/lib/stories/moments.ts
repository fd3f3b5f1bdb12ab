/** The story of a card, a theme or a person: only the moments that touched it, the first one first. Pure. */
import { describe, type Sentence } from "../describe";
import { Walk } from "../event-walk";
import { emptyState, type Placement, type State } from "../model";
import type { BoardEvent, Change, Person } from "../protocol";
import { said } from "../said";
import { stretchesOf, type Stretch } from "../stretches";

/** What a story is about. */
export interface Hero {
  readonly kind: "card" | "theme" | "person";
  readonly id: string;
}

export interface Moment {
  readonly seq: number;
  readonly at: string;
  readonly sentence: Sentence;
  /** Changes told by this one sentence. */
  readonly count: number;
  /** Changes that were made at once with this one, about other things. */
  readonly others: number;
}

/** A meeting, or the time from home, with what is told of it. */
export interface Chapter<T> {
  readonly stretch: Stretch;
  readonly told: readonly T[];
}

export function momentsOf(
  events: readonly BoardEvent[],
  people: readonly Person[],
  hero: Hero,
): readonly Moment[] {
  const walk = new Walk(emptyState());
  const moments: Moment[] = [];
  let tidied: BoardEvent | null = null;
  for (const event of events) {
    const touched = touchedBy(event, walk.state, hero);
    if (touched.length > 0 && tidied !== null && sameTidying(tidied, event, touched)) {
      const last = moments.length - 1;
      moments[last] = ordered(moments[last] as Moment);
    } else if (touched.length > 0) moments.push(moment(event, touched, walk.state, people));
    if (touched.length > 0) tidied = hero.kind === "theme" && isTidying(touched) ? event : null;
    walk.step(event.changes);
  }
  return moments;
}

function moment(
  event: BoardEvent,
  touched: readonly Change[],
  before: State,
  people: readonly Person[],
): Moment {
  const narrowed = event.type === "batch.applied" ? { ...event, changes: touched } : event;
  const others = event.type === "batch.applied" ? event.changes.length - touched.length : 0;
  const { seq, at } = event;
  return { seq, at, sentence: describe(narrowed, before, people), count: 1, others };
}

/** Cards of one theme put in order, one after another, are one moment. */
function sameTidying(last: BoardEvent, event: BoardEvent, touched: readonly Change[]): boolean {
  return isTidying(touched) && last.actor === event.actor && last.on_behalf_of === event.on_behalf_of;
}

function isTidying(touched: readonly Change[]): boolean {
  return touched.every(
    ({ kind, before, after }) => kind === "placement" && onlyRank(before) && onlyRank(after),
  );
}

function onlyRank(fields: Change["after"]): boolean {
  return fields !== null && Object.keys(fields).join() === "rank";
}

function ordered(moment: Moment): Moment {
  const sentence = { ...moment.sentence, text: [said("put the cards in order.")] };
  return { ...moment, sentence, count: moment.count + 1 };
}

/** The changes of an event that are about the hero; for a person all of what they did or had written. */
export function touchedBy(event: BoardEvent, before: State, { kind, id }: Hero): readonly Change[] {
  if (kind === "person") {
    const speaker = event.on_behalf_of ?? event.actor;
    return speaker === id || event.actor === id ? event.changes : [];
  }
  return event.changes.filter((change) => isAbout(change, before, kind, id));
}

function isAbout(change: Change, before: State, kind: "card" | "theme", id: string): boolean {
  if (change.kind === "placement" || change.kind === "kept") {
    const [old, now] = [standing(before, change.id), { ...change.before, ...change.after }];
    if (kind === "card") return old?.card_id === id || now["card_id"] === id;
    return isOn(before, old?.theme_id, id) || isOn(before, now["theme_id"], id);
  }
  if (change.kind === kind)
    return isOn(before, change.id, id) || change.after?.["merged_into"] === id || inside(change, id);
  const about = { ...before[change.kind].get(change.id), ...change.before, ...change.after } as Aboutness;
  return about.on_kind === kind && about.on_id === id;
}

/** A theme, or one of the sub-themes that stand on its sheet then. For a card: the card itself. */
function isOn({ theme }: State, one: unknown, id: string): boolean {
  return one === id || (typeof one === "string" && theme.get(one)?.parent_id === id);
}

interface Aboutness {
  readonly on_kind?: string;
  readonly on_id?: string;
}

/** A theme came onto this sheet, or left it. */
function inside({ kind, before, after }: Change, id: string): boolean {
  return kind === "theme" && (before?.["parent_id"] === id || after?.["parent_id"] === id);
}

export function standing(state: State, placementId: string): Placement | undefined {
  return state.placement.get(placementId) ?? state.kept.get(placementId);
}

/** Puts what is told under the meetings and the times from home; those without anything are left out. */
export function inChapters<T extends { readonly seq: number }>(
  told: readonly T[],
  events: readonly BoardEvent[],
): readonly Chapter<T>[] {
  return stretchesOf(events)
    .map((stretch) => ({
      stretch,
      told: told.filter(({ seq }) => seq >= stretch.from && seq <= stretch.to),
    }))
    .filter(({ told: some }) => some.length > 0);
}
