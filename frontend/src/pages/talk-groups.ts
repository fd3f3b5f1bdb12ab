import type { Outline, Section } from "../lib/outline";
import { keyOf, type About, type Thread } from "../lib/talk";

/** Threads under one heading. */
export interface TalkGroup {
  readonly key: string;
  readonly title: string;
  readonly threads: readonly Thread[];
}

/** Threads about each theme and the cards in it, in the order of the board. A card in two themes is in both groups. */
export function byTheme(threads: readonly Thread[], { sheets, parked, tray }: Outline): readonly TalkGroup[] {
  const found = new Map<string, Thread[]>();
  for (const thread of threads) {
    const key = keyOf({ kind: thread.comment.on_kind, id: thread.comment.on_id });
    found.set(key, [...(found.get(key) ?? []), thread]);
  }
  const used = new Set<string>();
  const take = (abouts: readonly About[]): readonly Thread[] =>
    [...new Set(abouts.map(keyOf))].flatMap((key) => {
      used.add(key);
      return found.get(key) ?? [];
    });
  const board = threads.filter(({ comment }) => comment.on_kind === "board");
  const themes = [...sheets, ...parked]
    .flatMap((sheet): readonly Section[] => [sheet, ...sheet.sections])
    .map((part) => ({ key: part.id, title: part.theme.title, threads: take(aboutsOf(part)) }));
  const unsorted = take(tray.map(({ id }) => ({ kind: "card", id })));
  const rest = threads.filter(
    ({ comment }) =>
      comment.on_kind !== "board" && !used.has(keyOf({ kind: comment.on_kind, id: comment.on_id })),
  );
  return [
    { key: "board", title: "The board", threads: board },
    ...themes,
    { key: "tray", title: "Not sorted yet", threads: unsorted },
    { key: "away", title: "Put away", threads: rest },
  ].filter((group) => group.threads.length > 0);
}

function aboutsOf({ id, slips }: Section): readonly About[] {
  return [{ kind: "theme", id }, ...slips.map(({ cardId }): About => ({ kind: "card", id: cardId }))];
}

/** When something was last said in a thread; words that wait to be sent are the newest. */
export function lastSaid(thread: Thread): string {
  const times = [thread, ...thread.answers].map(({ comment }) => comment.at);
  return times.includes("") ? "~" : (times.sort().at(-1) ?? "");
}

export function newestFirst(threads: readonly Thread[]): readonly Thread[] {
  return threads.toSorted((a, b) => (lastSaid(a) < lastSaid(b) ? 1 : -1));
}
