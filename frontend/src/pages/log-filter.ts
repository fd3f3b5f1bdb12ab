import type { BoardEvent } from "../lib/protocol";
import { dayKey } from "../lib/time";

/** What a reader of the log wants to see; null: everything. */
export interface LogFilter {
  readonly personId: string | null;
  /** Seqs of the events that touch the chosen card or theme; null: no card or theme is chosen. */
  readonly touching: readonly number[] | null;
  /** The kind of change; null: any. */
  readonly what?: What | null;
  /** Only those for which somebody gave a reason. */
  readonly reasoned?: boolean;
  /** Days such as "2026-03-12" in the reader's time zone, both included; empty: no end. */
  readonly from?: string;
  readonly to?: string;
}

/** Kinds of changes that a reader may look for, by the first word of their events. */
export const WHATS = {
  card: { name: "Cards", nouns: ["card"] },
  move: { name: "Moves", nouns: ["placement"] },
  theme: { name: "Themes", nouns: ["theme"] },
  talk: { name: "Talk", nouns: ["comment"] },
  round: { name: "Rounds and votes", nouns: ["round", "vote"] },
  meeting: { name: "Meetings and minutes", nouns: ["meeting", "stage", "lock", "timer", "minutes"] },
  undo: { name: "Undone", nouns: ["change"] },
  other: { name: "Anything else", nouns: [] },
} as const satisfies Record<string, { readonly name: string; readonly nouns: readonly string[] }>;
export type What = keyof typeof WHATS;

/** The kind that an event is of. */
export function whatOf(event: BoardEvent): What {
  const noun = event.type.split(".")[0] ?? "";
  const found = Object.entries(WHATS).find(([, { nouns }]) => (nouns as readonly string[]).includes(noun));
  return (found?.[0] ?? "other") as What;
}

/** Seqs of the events that fit, newest first. An event fits a person who did it or had it written for them. */
export function fitting(events: readonly BoardEvent[], filter: LogFilter): number[] {
  const { personId, touching, what = null, reasoned = false } = filter;
  const wanted = touching === null ? null : new Set(touching);
  return events
    .filter(({ seq }) => wanted === null || wanted.has(seq))
    .filter((event) => personId === null || event.actor === personId || event.on_behalf_of === personId)
    .filter((event) => what === null || whatOf(event) === what)
    .filter(({ why }) => !reasoned || (why ?? "") !== "")
    .filter(({ at }) => within(at, filter))
    .map(({ seq }) => seq)
    .reverse();
}

function within(at: string, { from = "", to = "" }: LogFilter): boolean {
  if (from === "" && to === "") return true;
  const day = dayKey(new Date(at));
  return day >= from && (to === "" || day <= to);
}

/** A card or a theme with the name a person may type. */
export interface NamedRef {
  readonly kind: "card" | "theme";
  readonly id: string;
  readonly name: string;
}

/** The card or theme a typed name means, when it means one; capitals and outer spaces do not count. */
export function namedThing(things: readonly NamedRef[], typed: string): NamedRef | null {
  const wanted = folded(typed);
  return wanted === "" ? null : (things.find(({ name }) => folded(name) === wanted) ?? null);
}

function folded(name: string): string {
  return name.trim().toLocaleLowerCase("en").replaceAll("’", "'");
}
