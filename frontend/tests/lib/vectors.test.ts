import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { evolve, revert } from "../../src/lib/evolve";
import { fromJson, toJson, type StateJson } from "../../src/lib/model";
import type { Change } from "../../src/lib/protocol";
import { between } from "../../src/lib/rank";

interface EvolveVector {
  readonly name: string;
  readonly state: StateJson;
  readonly changes: readonly Change[];
  readonly after: StateJson;
}

interface BrokenVector extends Omit<EvolveVector, "after"> {
  readonly broken: { readonly kind: string; readonly id: string };
}

interface RankVector {
  readonly a: string | null;
  readonly b: string | null;
  readonly key: string;
}

/** The vectors that hold both languages to one meaning. Fails when they are not there. */
function vectors<T>(name: string): readonly T[] {
  const file = new URL(`../../../tests/vectors/${name}`, import.meta.url);
  const found = JSON.parse(readFileSync(file, "utf8")) as readonly T[];
  expect(found.length).toBeGreaterThan(0);
  return found;
}

function filled(json: StateJson): StateJson {
  return toJson(fromJson(json));
}

test.each(vectors<EvolveVector>("evolve.json"))("evolve: $name", ({ state, changes, after }) => {
  expect(toJson(evolve(fromJson(state), changes))).toEqual(filled(after));
});

test.each(vectors<EvolveVector>("evolve.json"))("revert: $name", ({ state, changes, after }) => {
  expect(toJson(revert(fromJson(after), changes))).toEqual(filled(state));
});

test.each(vectors<BrokenVector>("evolve-broken.json"))("broken: $name", ({ state, changes, broken }) => {
  const reason = expect.objectContaining({ name: "BrokenLog", ...broken }) as Error;
  expect(() => evolve(fromJson(state), changes)).toThrow(reason);
});

test.each(vectors<RankVector>("ranks.json"))("rank between $a and $b", ({ a, b, key }) => {
  expect(between(a, b)).toBe(key);
});
