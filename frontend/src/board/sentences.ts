import { plural, quoted, short } from "../lib/texts";

/** What has just happened, in one whole sentence. Names are quoted, so that they stand out when read aloud. */

export function cardsNamed(texts: readonly string[]): string {
  const [only] = texts;
  return texts.length === 1 && only !== undefined ? quoted(short(only)) : plural(texts.length, "card");
}

function are(texts: readonly string[]): string {
  return texts.length === 1 ? "is" : "are";
}

export function movedTo(texts: readonly string[], theme: string, skipped: number): string {
  return `${cardsNamed(texts)} ${are(texts)} now in ${quoted(theme)}.${alreadyThere(skipped)}`;
}

export function alsoIn(texts: readonly string[], theme: string, skipped: number): string {
  const verb = texts.length === 1 ? "stands" : "stand";
  return `${cardsNamed(texts)} now ${verb} in ${quoted(theme)} too.${alreadyThere(skipped)}`;
}

function alreadyThere(skipped: number): string {
  if (skipped === 0) return "";
  return ` ${plural(skipped, "card")} stood there before.`;
}

export function nothingToMove(texts: readonly string[], theme: string): string {
  const verb = texts.length === 1 ? "stands" : "stand";
  return `${cardsNamed(texts)} already ${verb} in ${quoted(theme)}.`;
}

/** `left` is in how many themes the card still stands; null for several cards. */
export function takenOut(texts: readonly string[], theme: string | null, left: number | null): string {
  const from = theme === null ? "their themes" : quoted(theme);
  const rest = left === 0 ? " It waits in “Not sorted yet”." : "";
  return `${cardsNamed(texts)} ${are(texts)} out of ${from}.${rest}`;
}

export function reordered(text: string, place: number, of: number): string {
  return `${quoted(short(text))} is now number ${place} of ${of}.`;
}

export function putAway(texts: readonly string[]): string {
  return `${cardsNamed(texts)} ${are(texts)} put away. You can put ${texts.length === 1 ? "it" : "them"} back.`;
}

export function putBack(name: string): string {
  return `${quoted(short(name))} is back.`;
}

export function marked(text: string, theme: string, mark: string | null): string {
  const name = `${quoted(short(text))} in ${quoted(theme)}`;
  return mark === null ? `${name} has no mark now.` : `${name} now has the mark ${mark}.`;
}

export function wroteCards(texts: readonly string[], theme: string | null): string {
  const where = theme === null ? "“Not sorted yet”" : quoted(theme);
  return `${cardsNamed(texts)} ${are(texts)} now in ${where}.`;
}

export function wentBack(name: string, reason: string): string {
  return `${name} could not be changed. ${reason}`;
}
