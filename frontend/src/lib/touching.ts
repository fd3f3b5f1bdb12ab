import type { BoardEvent, Change } from "./protocol";

type Place = Record<"card_id" | "theme_id", string>;
const OWNER = { card: "card_id", theme: "theme_id" } as const;

/** The seqs of the events that touch a card or theme itself, or a card standing in it. */
export function touching(
  events: readonly BoardEvent[],
  kind: "card" | "theme",
  id: string,
): readonly number[] {
  const places = new Map<string, Place>();
  const owner = OWNER[kind];
  const touches = (change: Change): boolean => {
    if (change.kind === kind) return change.id === id;
    if (change.kind !== "placement" && change.kind !== "kept") return false;
    const before = places.get(change.id);
    const after = { ...before, ...change.before, ...change.after } as Place;
    places.set(change.id, after);
    return before?.[owner] === id || after[owner] === id;
  };
  // Every change must be looked at, so that later ones know where their placement stood.
  return events.filter(({ changes }) => changes.filter(touches).length > 0).map(({ seq }) => seq);
}
