export interface Draft {
  readonly texts: readonly string[];
  /** Lines that are longer than a card may be. */
  readonly tooLong: number;
  /** Lines that say the same as another line. */
  readonly doubles: number;
}

const BULLET = /^\s*(?:[-*•·]|\d{1,3}[.)])\s+/;

/** One card for each line that has words. Bullets and numbers in front of a line are dropped. */
export function draftCards(pasted: string, limit: number): Draft {
  const lines = pasted.split(/\r?\n/).map((line) => line.replace(BULLET, "").replace(/\s+/g, " ").trim());
  const written = lines.filter((line) => line !== "");
  const texts = [...new Set(written)];
  return {
    texts: texts.filter((text) => text.length <= limit),
    tooLong: texts.filter((text) => text.length > limit).length,
    doubles: written.length - texts.length,
  };
}
