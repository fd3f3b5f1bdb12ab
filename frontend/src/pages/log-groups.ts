/** Entries of the log under one heading: a day, in a meeting or from home. */
export interface Group<E> {
  readonly key: string;
  readonly day: string;
  readonly chapter: string;
  readonly entries: readonly E[];
}

export interface Placed {
  readonly day: string;
  readonly chapter: string;
  /** Tells two chapters of the same title and day apart. */
  readonly chapterStart: number;
}

/** Puts neighbours of the same day and chapter together; the order stays. */
export function grouped<E extends Placed>(entries: readonly E[]): Group<E>[] {
  const groups: (Omit<Group<E>, "entries"> & { entries: E[] })[] = [];
  for (const entry of entries) {
    const { day, chapter, chapterStart } = entry;
    const key = `${day}/${chapterStart}`;
    const open = groups.at(-1);
    if (open?.key === key) open.entries.push(entry);
    else groups.push({ key, day, chapter, entries: [entry] });
  }
  return groups;
}
