import { expect, test } from "vitest";
import { hexOfDigest, reasonWords } from "../../src/lib/journal";

test("C14 the hash of a copy is read from its header, and from nothing else", () => {
  expect(hexOfDigest("sha-256=:q6s=:")).toBe("abab");
  for (const header of [null, "", "sha-512=:q6s=:", "sha-256=q6s="]) expect(hexOfDigest(header)).toBeNull();
});

test("C29 every reason has words, and one that is not known stands for itself", () => {
  expect(reasonWords("meeting.end")).toBe("A meeting ended");
  expect(reasonWords("something.new")).toBe("something.new");
});
