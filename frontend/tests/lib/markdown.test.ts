import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { blocks } from "../../src/lib/markdown";

interface Vector {
  readonly name: string;
  readonly text: string;
  readonly blocks: readonly unknown[];
}

const file = new URL("../../../tests/vectors/markdown.json", import.meta.url);
const vectors = JSON.parse(readFileSync(file, "utf8")) as readonly Vector[];

test.each(vectors)("X32 reads $name as the server does", ({ text, blocks: wanted }) => {
  expect(blocks(text).map(({ kind, level, items }) => [kind, level, items])).toEqual(wanted);
});
