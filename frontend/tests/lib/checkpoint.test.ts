import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { goesOn, headOf, proven, type Head } from "../../src/lib/checkpoint";
import { sha256 } from "../../src/lib/sha256";

interface Vector {
  readonly old: { readonly size: number; readonly root: string };
  readonly new: { readonly size: number; readonly root: string };
  readonly proof: readonly string[];
}

const VECTORS = JSON.parse(
  readFileSync(new URL("../../../tests/vectors/consistency.json", import.meta.url), "utf8"),
) as readonly Vector[];

function bytes(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex, "hex"));
}

function head({ size, root }: Vector["old"]): Head {
  return { size, root: bytes(root) };
}

test("C1 our own SHA-256 is the one of everybody, whatever the length", () => {
  for (let length = 0; length < 200; length += 1) {
    const content = Uint8Array.from({ length }, (_, index) => (index * 7 + length) % 256);
    expect(Buffer.from(sha256(content)).toString("hex")).toBe(
      createHash("sha256").update(content).digest("hex"),
    );
  }
});

test("C3 every proof of the server holds here, and none that was tampered with", () => {
  expect(VECTORS.length).toBeGreaterThan(100);
  for (const vector of VECTORS) {
    const [old, now, proof] = [head(vector.old), head(vector.new), vector.proof.map(bytes)];
    const other = Uint8Array.from({ length: 32 }, () => 1);
    expect(proven(old, now, proof)).toBe(true);
    expect(proven({ ...old, root: other }, now, proof)).toBe(false);
    expect(proven(old, { ...now, root: other }, proof)).toBe(false);
    expect(proven(old, now, [...proof, other])).toBe(false);
    if (proof.length > 0) {
      expect(proven(old, now, proof.slice(1))).toBe(false);
      expect(proven(old, now, proof.with(-1, other))).toBe(false);
    }
    if (old.size < now.size) expect(proven(now, old, proof)).toBe(false);
  }
});

test("C22 a note that is none, a proof that is none, or a shorter log do not go on", () => {
  const note = `name/board\n2\n${Buffer.from(bytes("ab".repeat(32))).toString("base64")}\n\n— x y\n`;
  const seen = { note, words: "", at: "" };
  const answer = { size: 2, note, key: "", words: "", proof: [] };

  expect(headOf(note)?.size).toBe(2);
  expect(goesOn(seen, answer)).toBe(true);
  expect(goesOn(seen, { ...answer, proof: null })).toBe(false);
  expect(goesOn(seen, { ...answer, proof: ["%"] })).toBe(false);
  expect(goesOn({ ...seen, note: "no note" }, answer)).toBe(false);
  expect(headOf("a\n-2\nAAAA")).toBeNull();
});
