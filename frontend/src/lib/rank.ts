import { generateKeyBetween } from "fractional-indexing";

export interface Ranked {
  readonly id: string;
  readonly rank: string;
}

/** Where something is wanted in a row: absent is last, null is first, an id is behind it. */
export type After = string | null | undefined;

/** A sort key between two neighbours; null for the start or the end. Throws when `a` does not come before `b`. */
export function between(a: string | null, b: string | null): string {
  if (a !== null && b !== null && a >= b) throw new RangeError("There is no rank between these two.");
  return generateKeyBetween(a, b);
}

/** By rank, then by id, comparing code units. */
export function compareRanked(a: Ranked, b: Ranked): number {
  return compare(a.rank, b.rank) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The rank of a newcomer to a sorted row. */
export function rankFor(row: readonly Ranked[], after: After): string {
  const at = indexOf(row, after);
  return between(row[at - 1]?.rank ?? null, row[at]?.rank ?? null);
}

/** True when a member of the row is wanted where it stands. */
export function staysAt(row: readonly Ranked[], id: string, after: After): boolean {
  const others = row.filter((one) => one.id !== id);
  return indexOf(others, after) === row.findIndex((one) => one.id === id);
}

/** A neighbour that has left in the meantime means last. */
function indexOf(row: readonly Ranked[], after: After): number {
  if (after === null) return 0;
  const found = row.findIndex(({ id }) => id === after);
  return found === -1 ? row.length : found + 1;
}
