/** The one fold (law L4): changes applied to a state, without knowing what they mean. */
import type { Kind, State } from "./model";
import type { Change } from "./protocol";

/** A change does not fit what it changes: a create over a record, an update or remove of nothing. */
export class BrokenLog extends Error {
  constructor(
    readonly kind: string,
    readonly id: string,
  ) {
    super("A change does not fit what it changes.");
    this.name = "BrokenLog";
  }
}

export type Kinds = Record<Kind, Map<string, object>>;

/** The state after the changes. Kinds that are not touched are shared with the old state. Throws BrokenLog. */
export function evolve(state: State, changes: Iterable<Change>): State {
  const kinds = { ...state } as unknown as Kinds;
  const copied = new Set<Kind>();
  for (const change of changes) {
    if (!copied.has(change.kind)) {
      kinds[change.kind] = new Map(kinds[change.kind]);
      copied.add(change.kind);
    }
    apply(kinds[change.kind], change);
  }
  return kinds as unknown as State;
}

/** The state before the changes. Throws BrokenLog. */
export function revert(state: State, changes: readonly Change[]): State {
  return evolve(state, reversed(changes));
}

function reversed(changes: readonly Change[]): Change[] {
  return changes.toReversed().map((change) => ({ ...change, before: change.after, after: change.before }));
}

/** Changes one record in place. Throws BrokenLog. */
export function apply(records: Map<string, object>, { kind, id, before, after }: Change): void {
  const old = records.get(id);
  if ((old === undefined) !== (before === null)) throw new BrokenLog(kind, id);
  if (after === null) records.delete(id);
  else records.set(id, { ...old, ...after });
}
