/** Small helpers for lists: grouping, and keeping the old object when the new one says the same. */

/** The old object when every field of the fresh one is identical to its own. */
export function keepEqual<T extends object>(old: T | undefined, fresh: T): T {
  if (old === undefined) return fresh;
  const keys = Object.keys(fresh) as (keyof T)[];
  return keys.every((key) => Object.is(old[key], fresh[key])) ? old : fresh;
}

/** The old list when the fresh one holds the identical items in the same order. */
export function keepAll<T>(old: readonly T[] | undefined, fresh: readonly T[]): readonly T[] {
  if (old?.length !== fresh.length) return fresh;
  return fresh.every((item, at) => Object.is(item, old[at])) ? old : fresh;
}

/** The items in groups, in the order in which they come. */
export function groupBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
