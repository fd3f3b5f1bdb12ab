import type { State } from "../lib/model";
import { DECISION } from "../lib/talk";

/** The kinds that must keep a name: decisions, and what comments are of. */
export function inUse(comments: State["comment"]): ReadonlySet<string> {
  return new Set([DECISION, ...[...comments.values()].flatMap(({ comment_kind }) => comment_kind ?? [])]);
}

/** A key for one more kind. */
export function freeKey(keys: readonly string[]): string {
  let number = keys.length + 1;
  while (keys.includes(`kind-${number}`)) number += 1;
  return `kind-${number}`;
}
