import { expect, test } from "vitest";
import type { CheckpointAnswer, SeenCheckpoint } from "../../src/lib/checkpoint";
import { LOOKS_EVERY_MS, Witness } from "../../src/pages/witness.svelte";

function note(size: number, root: number): string {
  return `here/board\n${String(size)}\n${Buffer.alloc(32, root).toString("base64")}\n\n— here/board AAAA\n`;
}

function answer(size: number, root: number): CheckpointAnswer {
  return { size, note: note(size, root), key: "", words: `words ${String(root)}`, proof: [] };
}

class Bench {
  kept: SeenCheckpoint | null = null;
  now = answer(3, 1);
  readonly asked: number[] = [];
  readonly told: string[] = [];
  readonly later: { ms: number; then: () => void }[] = [];
  readonly witness = new Witness({
    ask: (after) => {
      this.asked.push(after);
      return Promise.resolve(this.now);
    },
    tell: (seen) => {
      this.told.push(seen);
      return Promise.resolve();
    },
    recall: () => Promise.resolve(this.kept),
    remember: (seen) => {
      this.kept = seen;
      return Promise.resolve();
    },
    clock: {
      now: () => 0,
      after: (ms, then) => {
        this.later.push({ ms, then });
        return () => undefined;
      },
    },
  });
}

test("C28 the first checkpoint is remembered, and looked for again later", async () => {
  const bench = new Bench();
  await bench.witness.look();

  expect(bench.kept).toEqual({ note: note(3, 1), words: "words 1", at: "1970-01-01T00:00:00.000Z" });
  expect([bench.asked, bench.told, bench.witness.fork]).toEqual([[0], [], null]);
  expect(bench.later[0]?.ms).toBe(LOOKS_EVERY_MS);
  await bench.witness.look();
  expect([bench.asked, bench.told]).toEqual([[0, 3], []]);
});

test("C28 another history is shown, told to the server once, and not remembered before somebody says so", async () => {
  const bench = new Bench();
  await bench.witness.look();
  bench.now = answer(3, 2);
  await bench.witness.look();
  await bench.witness.look();

  expect(bench.witness.fork?.now.words).toBe("words 2");
  expect(bench.told).toEqual([note(3, 1)]);
  expect(bench.kept?.words).toBe("words 1");
  await bench.witness.accept();
  expect([bench.witness.fork, bench.kept?.words]).toEqual([null, "words 2"]);
});

test("C28 a log that became shorter is another history", async () => {
  const bench = new Bench();
  await bench.witness.look();
  bench.now = { ...answer(2, 1), proof: null };
  await bench.witness.look();

  expect(bench.witness.fork?.seen.words).toBe("words 1");
});

test("C28 without a line nothing is said", async () => {
  const bench = new Bench();
  await bench.witness.look();
  Object.defineProperty(bench, "now", {
    get: () => {
      throw new Error("no line");
    },
  });
  await bench.witness.look();

  expect([bench.witness.fork, bench.later.length]).toEqual([null, 2]);
});

test("one that was closed while it looked does not look again", async () => {
  const bench = new Bench();
  const looking = bench.witness.look();
  bench.witness.close();
  await looking;
  expect(bench.later).toEqual([]);
});
