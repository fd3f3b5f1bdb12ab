import { expect, test, vi } from "vitest";
import { signatureHolds } from "../../src/lib/signature";

/** Made by the server's own signer. */
const NOTE =
  "themes.example.org/board-0001\n42\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n\n— themes.example.org/board-0001 8uStSWdXdQVctT0nZ9VTS0g3wzLjc0JX45/OwSP2LRUqIFidnBaJozDvtfdp17vT2J9TGFbYCoN1aHz2AxYgxNf1mAg=\n";
const KEY = "themes.example.org/board-0001+f2e4ad49+AQ3iYIBrblYLQ/v7H7vUym5esdMIeA5n+FMpjdN9xAQg";
const OTHER = "themes.example.org/board-0001+e303fa32+AYPFbscRjfIZr2ymtm+36071BItJQoJr6ocA4hI2IAyO";

test("C32 a browser checks the signature of a checkpoint", async () => {
  expect(await signatureHolds(NOTE, KEY)).toBe(true);
  expect(await signatureHolds(NOTE, OTHER)).toBe(false);
  expect(await signatureHolds(NOTE, "")).toBe(false);
  for (const spoilt of [
    NOTE.replace("42", "43"),
    NOTE.replace("8uSt", "8uSu").replace("AxYgxNf1", "AxYgxNf2"),
    "",
  ]) {
    expect(await signatureHolds(spoilt, KEY)).toBe(false);
  }
});

test("C32 one that cannot says so", async () => {
  vi.stubGlobal("crypto", {});
  expect(await signatureHolds(NOTE, KEY)).toBeNull();
  vi.unstubAllGlobals();
});
