import type { BoardEvent } from "../lib/protocol";

/** What a reader of the log wants to see; null: everything. */
export interface LogFilter {
  readonly personId: string | null;
  /** Seqs of the events that touch the chosen card or theme; null: no card or theme is chosen. */
  readonly touching: readonly number[] | null;
}

/** Seqs of the events that fit, newest first. An event fits a person who did it or had it written for them. */
export function fitting(events: readonly BoardEvent[], { personId, touching }: LogFilter): number[] {
  const wanted = touching === null ? null : new Set(touching);
  return events
    .filter(({ seq }) => wanted === null || wanted.has(seq))
    .filter((event) => personId === null || event.actor === personId || event.on_behalf_of === personId)
    .map(({ seq }) => seq)
    .reverse();
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
