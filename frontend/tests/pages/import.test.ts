import { beforeEach, expect, test, vi } from "vitest";
import { api } from "../../src/lib/api";
import { Importing, lettersOf } from "../../src/pages/import.svelte";

/** A file that is read when the test says so. */
class SlowFile {
  done = (): void => undefined;

  constructor(
    readonly name: string,
    private readonly words: string,
  ) {}

  arrayBuffer(): Promise<ArrayBuffer> {
    return new Promise((resolve) => {
      this.done = () => {
        resolve(new TextEncoder().encode(this.words).buffer);
      };
    });
  }
}

let looked: string[];
let importing: Importing;

beforeEach(() => {
  looked = [];
  importing = new Importing("board001");
  vi.spyOn(api, "previewImport").mockImplementation((_, { csv }) => {
    looked.push(csv);
    return Promise.resolve({ placements: 1, problems: [], csv });
  });
});

test("of two files chosen in a row the later one is looked at, whichever is read first", async () => {
  const [one, two] = [new SlowFile("one.csv", "ONE"), new SlowFile("two.csv", "TWO")];
  const reading = [importing.read(one as unknown as File), importing.read(two as unknown as File)];
  two.done();
  await reading[1];
  one.done();
  await reading[0];
  expect([importing.fileName, importing.csv, importing.report]).toMatchObject([
    "two.csv",
    "TWO",
    { csv: "TWO" },
  ]);
});

test("what is told of a table is told of the one that would be brought in", async () => {
  const two = new SlowFile("two.csv", "TWO");
  importing.csv = "ONE";
  const checking = importing.check();
  const reading = importing.read(two as unknown as File);
  two.done();
  await Promise.all([checking, reading]);
  expect([importing.csv, importing.report]).toMatchObject(["TWO", { csv: "TWO" }]);
  expect(looked).toContain("TWO");
});

test("X7 a file that a spreadsheet on Windows saved keeps its letters, and one word is shown to be looked at", () => {
  const bytes = (...codes: number[]): ArrayBuffer => new Uint8Array(codes).buffer;
  expect(lettersOf(bytes(0x43, 0x61, 0x66, 0xc3, 0xa9))).toEqual({ words: "Café", guessed: "" });
  const old = lettersOf(bytes(0x61, 0x2c, 0x43, 0x61, 0x66, 0xe9, 0x73, 0x0a));
  expect(old).toEqual({ words: "a,Cafés\n", guessed: "Cafés" });
});
