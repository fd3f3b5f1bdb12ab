import { plural, quoted, short } from "../lib/texts";

export interface Draft {
  readonly texts: readonly string[];
  /** Lines that are longer than a card may be. */
  readonly tooLong: readonly string[];
  /** Lines that say the same as another line. */
  readonly doubles: number;
}

/** Which lines are too long for a card of at most `limit` letters, and what to do; "" when none is. */
export function sayTooLong(lines: readonly string[], limit: number): string {
  const [first] = lines;
  if (first === undefined) return "";
  const many = lines.length > 1;
  const start = `${plural(lines.length, "line is", "lines are")} longer than ${limit} letters.`;
  const which = `${many ? "The first one" : "It"} begins ${quoted(short(first, 40))}.`;
  return `${start} ${which} Please make ${many ? "them" : "it"} shorter.`;
}

const BULLET = /^\s*(?:[-*•·]|\d{1,3}[.)])\s+/;

/** One card for each line that has words. Bullets and numbers in front of a line are dropped. */
export function draftCards(pasted: string, limit: number): Draft {
  const lines = pasted.split(/\r?\n/).map((line) => line.replace(BULLET, "").replace(/\s+/g, " ").trim());
  const written = lines.filter((line) => line !== "");
  const texts = [...new Set(written)];
  return {
    texts: texts.filter((text) => text.length <= limit),
    tooLong: texts.filter((text) => text.length > limit),
    doubles: written.length - texts.length,
  };
}
