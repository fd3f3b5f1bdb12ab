/** Rounds as people see them: in which order, what they promise, and what there is to answer about. */
import type { Frozen } from "./frozen";
import type { Round, State, Vote } from "./model";
import { outline } from "./outline";
import type { Command } from "./protocol";
import { plural, short } from "./texts";

export type Value = NonNullable<Vote["value"]>;
export type AskedOn = Round["asked_on"];
export type Cast = Frozen<Extract<Command, { type: "vote.cast" }>>;

export interface RoundRecord {
  readonly id: string;
  readonly round: Round;
}

/** Something that a round is answered about. */
export interface Subject {
  readonly kind: Vote["on_kind"];
  readonly id: string;
  readonly name: string;
}

/** What one person has answered about one thing. */
export interface Answer {
  readonly on_kind: Vote["on_kind"];
  readonly on_id: string;
  readonly value: Value;
  readonly reason: string | null;
}

/** Rounds that are open and hide their answers: how many have answered, and what I did. */
export type AnswersByRound = Readonly<
  Record<
    string,
    {
      readonly answered: number;
      readonly own: readonly {
        readonly on: { readonly kind: Vote["on_kind"]; readonly id: string };
        readonly value: Value;
        readonly reason: string | null;
      }[];
    }
  >
>;

/** What becomes of answers: all that a person should know before they give one. */
export type Rules = Pick<
  Round,
  "method" | "asked_on" | "dots" | "per_item" | "secret" | "hidden_until_closed"
>;

export const SENSE_NAMES = { agree: "Agree", unsure: "Unsure", differ: "Differ" } as const;
export const SENSES = ["agree", "unsure", "differ"] as const;

/** Open ones first; of each the newest first. */
export function roundsOf(state: State): readonly RoundRecord[] {
  return [...state.round]
    .map(([id, round]) => ({ id, round }))
    .sort(
      (a, b) =>
        Number(b.round.open) - Number(a.round.open) || b.round.opened_at.localeCompare(a.round.opened_at),
    );
}

/** What voters are told before they answer, one sentence each. */
export function promises(rules: Rules): readonly string[] {
  return [howToAnswer(rules), ...whoSees(rules), "You can change your answer until the round is closed."];
}

function howToAnswer({ method, asked_on, dots, per_item }: Rules): string {
  const thing = asked_on === "question" ? "the question" : `each ${asked_on}`;
  if (method === "sense") return `Say agree, unsure or differ about ${thing}. You can add why.`;
  const [all, most] = [dots ?? 0, per_item ?? 0];
  const limit =
    all > 1 && asked_on !== "question" ? ` At most ${String(most)} can go on one ${asked_on}.` : "";
  return `You have ${plural(all, "dot")} to give.${limit}`;
}

function whoSees({ secret, hidden_until_closed }: Rules): readonly string[] {
  if (secret) {
    return [
      "This round is secret. Only the server knows your answer while it is open.",
      "When it is closed, the server forgets who gave which answer.",
      "The results show no names. If fewer than three answer, only their number is shown.",
      "In a small group people may still guess. A reason may show who wrote it.",
    ];
  }
  const when = hidden_until_closed
    ? "Nobody sees the answers before the round is closed."
    : "Everybody sees answers as they come in.";
  return [when, "Names are shown: everybody can see who gave which answer."];
}

/** What can be answered about, in the order of the board. */
export function subjects(state: State, { id, round }: RoundRecord): readonly Subject[] {
  if (round.asked_on === "question") return [{ kind: "round", id, name: round.question }];
  const { tray, sheets, parked } = outline(state);
  const parts = [...sheets, ...parked].flatMap((sheet) => [sheet, ...sheet.sections]);
  if (round.asked_on === "theme")
    return parts.map((part) => ({ kind: "theme", id: part.id, name: part.theme.title }));
  const cards = [...tray.map((one) => one.id), ...parts.flatMap(({ slips }) => slips.map((s) => s.cardId))];
  return [...new Set(cards)].map((card) => ({
    kind: "card",
    id: card,
    name: state.card.get(card)?.text ?? "",
  }));
}

/** The words for something that was answered about, also when it was put away since. */
export function nameOfSubject(state: State, kind: Vote["on_kind"], id: string): string {
  if (kind === "card") return state.card.get(id)?.text ?? "A card";
  if (kind === "theme") return state.theme.get(id)?.title ?? "A theme";
  return state.round.get(id)?.question ?? "The question";
}

/** My answers with one more: the last one counts, and one for the whole round takes back the others. */
export function withCast(answers: readonly Answer[], { on, value, reason }: Cast): readonly Answer[] {
  const others = answers.filter(
    ({ on_kind, on_id }) => on_id !== on.id && (on_kind === "round") === (on.kind === "round"),
  );
  return [...others, { on_kind: on.kind, on_id: on.id, value, reason: reason ?? null }];
}

/** How many dots are still to be given. */
export function dotsLeft({ dots }: Rules, answers: readonly Answer[]): number {
  const given = answers.map(({ value }) => (typeof value === "number" ? value : 0));
  return (dots ?? 0) - given.reduce((sum, value) => sum + value, 0);
}

/** An answer in a few words. */
export function saidOf(value: Vote["value"]): string {
  if (value === null) return "not shown";
  if (value === "abstain") return "would rather not say";
  if (value === "aside") return "stands aside";
  return typeof value === "number" ? plural(value, "dot") : SENSE_NAMES[value].toLowerCase();
}

export function shortName({ name }: { readonly name: string }): string {
  return short(name, 80);
}
