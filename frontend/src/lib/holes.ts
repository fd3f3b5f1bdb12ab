/** Words that were taken back are null in what is confirmed. On screen a hole in plain words stands in their place. */
import type { Kind, State } from "./model";

export const HOLE = "(words taken back)";

/** What stands in the place of a field's words. */
const HOLES: { readonly [kind in Kind]?: Readonly<Record<string, string>> } = {
  card: { text: HOLE },
  theme: { title: HOLE, description: "" },
  minutes: { title: HOLE, text: HOLE },
  moment: { name: HOLE },
};
type Records = ReadonlyMap<string, object>;
const known = new WeakMap<Records, Records>();

/** The state as it is shown. Kinds without a hole are shared with the state. */
export function withHoles(state: State): State {
  const shown: Partial<Record<Kind, Records>> = {};
  for (const kind of Object.keys(HOLES) as Kind[]) {
    const records = holed(state[kind], HOLES[kind] ?? {});
    if (records !== state[kind]) shown[kind] = records;
  }
  return Object.keys(shown).length === 0 ? state : ({ ...state, ...shown } as State);
}

function holed(records: Records, holes: Readonly<Record<string, string>>): Records {
  let shown = known.get(records);
  if (shown === undefined) {
    shown = filled(records, Object.entries(holes));
    known.set(records, shown);
  }
  return shown;
}

function filled(records: Records, holes: readonly (readonly [string, string])[]): Records {
  let shown: Map<string, object> | null = null;
  for (const [id, record] of records) {
    const empty = holes.filter(([name]) => (record as Record<string, unknown>)[name] === null);
    if (empty.length > 0) (shown ??= new Map(records)).set(id, { ...record, ...Object.fromEntries(empty) });
  }
  return shown ?? records;
}
