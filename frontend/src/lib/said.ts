/** Pieces of a sentence. */
import type { Kind } from "./model";

/** Plain words, or the name of a thing that can be emphasised or linked. */
export type Part =
  { readonly text: string } | { readonly kind: Kind; readonly id: string; readonly text: string };
export type Told = readonly Part[];

export function said(text: string): Part {
  return { text };
}

/** Parts from a template with names in it. */
export function tell(pieces: TemplateStringsArray, ...names: readonly (Part | string | number)[]): Told {
  const parts = pieces.flatMap((piece, at) => [said(piece), ...names.slice(at, at + 1).map(asPart)]);
  return parts.filter(({ text }) => text !== "");
}

function asPart(value: Part | string | number): Part {
  return typeof value === "object" ? value : said(String(value));
}

/** "A", "A and B", "A, B and C"; above three only how many. */
export function enumerated(parts: readonly Part[], many: string): Told {
  return parts.length > 3 ? [said(`${parts.length} ${many}`)] : joined(parts.map((part) => [part]));
}

/** Phrases with commas and a last "and" between them. */
export function joined(phrases: readonly Told[]): Told {
  return phrases.flatMap((phrase, at) => {
    if (at === 0) return phrase;
    return [said(at === phrases.length - 1 ? " and " : ", "), ...phrase];
  });
}

/** Whole sentences one after another; each but the first starts with "Also". */
export function also(sentences: readonly Told[]): Told {
  return sentences.flatMap((sentence, at) => (at === 0 ? sentence : [said(" Also "), ...sentence]));
}
