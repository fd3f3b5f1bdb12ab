import type { PersonHere } from "../lib/protocol";

/** Which card is held by whom else. */
export function heldByOthers(
  people: readonly PersonHere[],
  me: string | null,
): ReadonlyMap<string, PersonHere> {
  const held = new Map<string, PersonHere>();
  for (const person of people) {
    const other = person.here && person.id !== me;
    if (other && person.holding?.kind === "card") held.set(person.holding.id, person);
  }
  return held;
}
