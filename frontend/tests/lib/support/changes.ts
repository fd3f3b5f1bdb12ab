import fc from "./chance";
import { evolve } from "../../../src/lib/evolve";
import { emptyState, KINDS, type Kind, type State } from "../../../src/lib/model";
import type { Change, Fields } from "../../../src/lib/protocol";

/** One step of a made-up history: what it would like to do, to be fitted to the state. */
interface Wish {
  readonly kind: Kind;
  readonly id: string;
  readonly remove: boolean;
  readonly fields: Fields;
}

const fields = fc.dictionary(
  fc.constantFrom("text", "rank", "retired", "mark"),
  fc.oneof(fc.string(), fc.constant(null), fc.boolean()),
  { minKeys: 1 },
);

export const wishes: fc.Arbitrary<Wish[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(...KINDS),
    id: fc.constantFrom("a", "b", "c", "__proto__"),
    remove: fc.boolean(),
    fields,
  }),
  { maxLength: 40 },
);

/** The changes that fulfil the wishes one after another, starting from nothing. */
export function fulfilled(
  all: readonly Wish[],
  start: State = emptyState(),
): { state: State; changes: Change[] } {
  let state = start;
  const changes: Change[] = [];
  for (const wish of all) {
    const change = fitted(state, wish);
    state = evolve(state, [change]);
    changes.push(change);
  }
  return { state, changes };
}

function fitted(state: State, { kind, id, remove, fields }: Wish): Change {
  const record = state[kind].get(id) as Fields | undefined;
  if (record === undefined) return { kind, id, before: null, after: fields };
  if (remove) return { kind, id, before: { ...record }, after: null };
  const known = Object.entries(fields).filter(([name]) => Object.hasOwn(record, name));
  const before = Object.fromEntries(known.map(([name]) => [name, record[name]]));
  return { kind, id, before, after: Object.fromEntries(known) };
}
