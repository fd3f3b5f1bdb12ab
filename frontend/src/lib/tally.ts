/** What a round came to: counts, never parts of a hundred. "Where we differ" comes first. Pure. */
import { groupBy } from "./keep";
import type { State, Vote } from "./model";
import { nameOfSubject, SENSES, type RoundRecord, type Subject } from "./rounds";
import { slipsByTheme } from "./slips";

/** Answers of fewer people than these are not told apart. */
export const SPLIT_FROM = 3;

/** The reason of an answer, by the answer's id. */
export interface Reason {
  readonly id: string;
  readonly text: string;
}

export interface Named {
  readonly id: string;
  readonly person: string | null;
  readonly value: Vote["value"];
  readonly reason: string | null;
}

type Cast = Vote & { readonly id: string };

export interface Tally extends Subject {
  /** People by what they said. */
  readonly agree: number;
  readonly unsure: number;
  readonly differ: number;
  readonly abstain: number;
  readonly dots: number;
  /** People who gave at least one dot. */
  readonly givers: number;
  /** People who said anything about it. */
  readonly said: number;
  /** False when these are too few to tell apart. */
  readonly told: boolean;
  /** How far people are from one mind: how many are not with the most. */
  readonly apart: number;
  /** How many cards the theme held when answers were given, fewest and most; null when it is no theme. */
  readonly held: readonly [fewest: number, most: number] | null;
  readonly holdsNow: number | null;
  /** Who said what; empty in a secret round. */
  readonly names: readonly Named[];
  readonly reasons: readonly Reason[];
}

export interface Result {
  /** People who answered, those who would rather not say included. */
  readonly voters: number;
  readonly wouldRatherNot: number;
  readonly differ: readonly Tally[];
  readonly agree: readonly Tally[];
  readonly few: readonly Tally[];
}

export function resultOf(state: State, { id, round }: RoundRecord): Result {
  const votes = [...state.vote]
    .filter(([, vote]) => vote.round_id === id)
    .map(([voteId, vote]) => ({ ...vote, id: voteId }));
  const aside = new Set(votes.filter(({ value }) => value === "aside").map(({ person }) => person));
  const counted = votes.filter(
    ({ person, value }) => value !== "aside" && (person === null || !aside.has(person)),
  );
  const voters = round.voters ?? new Set(counted.map(({ person }) => person)).size;
  const whole = counted.filter(({ on_kind, value }) => on_kind === "round" && value === "abstain");
  const about = counted.filter(({ on_kind }) => on_kind !== "round" || round.asked_on === "question");
  const wouldRatherNot = round.asked_on === "question" ? 0 : whole.length;
  const tallies = [...groupBy(about, ({ on_id }) => on_id).values()].map((own) =>
    tallyOf(state, own, round.method === "dots" ? voters - wouldRatherNot : null),
  );
  return { voters, wouldRatherNot, ...grouped(tallies) };
}

function grouped(tallies: readonly Tally[]): Pick<Result, "differ" | "agree" | "few"> {
  const sorted = [...tallies].sort((a, b) => b.apart - a.apart || b.differ - a.differ || b.dots - a.dots);
  const told = sorted.filter((one) => one.told);
  return {
    differ: told.filter(({ apart }) => apart > 0),
    agree: told.filter(({ apart }) => apart === 0),
    few: sorted.filter((one) => !one.told),
  };
}

/** `givers`: how many people could have given dots here; null when it is not about dots. */
function tallyOf(state: State, votes: readonly Cast[], possible: number | null): Tally {
  const count = (value: Vote["value"]): number => votes.filter((vote) => vote.value === value).length;
  const [agree, unsure, differ] = SENSES.map(count) as [number, number, number];
  const given = votes.map(({ value }) => (typeof value === "number" ? value : 0));
  const givers = given.filter((value) => value > 0).length;
  const minds = agree + unsure + differ - Math.max(agree, unsure, differ);
  const [first] = votes;
  const { on_kind: kind, on_id: id } = first ?? { on_kind: "round", on_id: "" };
  return {
    kind,
    id,
    name: nameOfSubject(state, kind, id),
    ...{ agree, unsure, differ, givers, said: votes.length },
    abstain: count("abstain"),
    dots: given.reduce((sum, value) => sum + value, 0),
    told: (possible ?? votes.length) >= SPLIT_FROM && count(null) === 0,
    apart: possible === null ? minds : Math.min(givers, Math.max(0, possible - givers)),
    held: heldOf(votes),
    holdsNow: kind === "theme" ? cardsIn(state, id) : null,
    names: votes.filter(({ person }) => person !== null),
    reasons: votes.flatMap(({ id: own, reason }) => (reason === null ? [] : [{ id: own, text: reason }])),
  };
}

function heldOf(votes: readonly Vote[]): Tally["held"] {
  const held = votes.map((vote) => vote.held).filter((count) => count !== null);
  return held.length === 0 ? null : [Math.min(...held), Math.max(...held)];
}

function cardsIn(state: State, themeId: string): number {
  const slips = slipsByTheme(state, new Map());
  const family = [...state.theme].filter(
    ([id, theme]) => !theme.retired && (id === themeId || theme.parent_id === themeId),
  );
  return new Set(family.flatMap(([id]) => (slips.get(id) ?? []).map(({ cardId }) => cardId))).size;
}

/** How many cards the theme held when answers were given: "7", or "6 to 8". */
export function heldThen({ held }: Pick<Tally, "held">): string {
  if (held === null) return "";
  const [fewest, most] = held;
  return fewest === most ? String(most) : `${String(fewest)} to ${String(most)}`;
}

/** "Given when this theme held 7 cards." */
export function heldWords({ held, holdsNow }: Pick<Tally, "held" | "holdsNow">): string {
  if (held === null) return "";
  const [, most] = held;
  const now = holdsNow === null || holdsNow === most ? "" : ` It holds ${String(holdsNow)} now.`;
  return `Given when this theme held ${heldThen({ held })} ${most === 1 ? "card" : "cards"}.${now}`;
}
