import { plural } from "../lib/texts";

/** Words without case, accents and kinds of apostrophe, for comparing. */
export function fold(words: string): string {
  return words
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[‘’ʼ`´]/g, "'")
    .toLowerCase()
    .trim();
}

/** True when every word of the query is somewhere in the text. */
export function contains(text: string, query: string): boolean {
  const folded = fold(text);
  return fold(query)
    .split(/\s+/)
    .every((word) => folded.includes(word));
}

/** The ids of the cards that the query finds; null when nothing is asked. */
export function found(
  cards: Iterable<readonly [string, { readonly text: string; readonly label: string | null }]>,
  query: string,
): ReadonlySet<string> | null {
  if (fold(query) === "") return null;
  const ids = new Set<string>();
  for (const [id, { text, label }] of cards) {
    if (contains(label === null ? text : `${label} ${text}`, query)) ids.add(id);
  }
  return ids;
}

/** How many cards were found, and in how many places they stand. */
export function foundSentence(spots: readonly { readonly cardId: string }[]): string {
  if (spots.length === 0) return "No card has these words.";
  const cards = new Set(spots.map(({ cardId }) => cardId)).size;
  if (cards === spots.length) return `${plural(cards, "card")} found.`;
  return `${plural(cards, "card")} found in ${plural(spots.length, "place")}.`;
}
