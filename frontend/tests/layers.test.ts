import { readdirSync, readFileSync } from "node:fs";
import { join, posix, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

// Imports go down only: pages > board > lib (DESIGN, section 5). Files directly in src/ stand above the pages.
const LAYERS = ["lib", "board", "pages", "."];
const SRC = fileURLToPath(new URL("../src", import.meta.url));
const IMPORTS = /(?:\bfrom|\bimport)\s*\(?\s*["'](\.[^"']*)["']/g;

function heightOf(file: string): number {
  const folder = file.includes("/") ? file.slice(0, file.indexOf("/")) : ".";
  return LAYERS.indexOf(folder);
}

function upwardImports(file: string, text: string): string[] {
  return [...text.matchAll(IMPORTS)]
    .map((found) => posix.join(posix.dirname(file), found[1] ?? ""))
    .filter((target) => heightOf(target) > heightOf(file))
    .map((target) => `${file} imports ${target}`);
}

function codeFiles(): string[] {
  return readdirSync(SRC, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|svelte)$/.test(entry.name))
    .map((entry) => relative(SRC, join(entry.parentPath, entry.name)).split(sep).join("/"));
}

describe("layers of the front end", () => {
  it("knows every folder that holds code", () => {
    expect(codeFiles().filter((file) => heightOf(file) < 0)).toEqual([]);
  });

  it("imports downwards only", () => {
    const found = codeFiles().flatMap((file) => upwardImports(file, readFileSync(join(SRC, file), "utf8")));
    expect(found).toEqual([]);
  });

  it("keeps markup out of lib", () => {
    expect(codeFiles().filter((file) => file.startsWith("lib/") && file.endsWith(".svelte"))).toEqual([]);
  });

  it.each([
    ["lib/rank.ts", 'import { Board } from "../board/Board.svelte";'],
    ["board/Slip.svelte", 'const page = await import("../pages/route");'],
    ["pages/Home.svelte", 'import "../main";'],
  ])("would notice an upward import in %s", (file, text) => {
    expect(upwardImports(file, text)).toHaveLength(1);
  });
});
