import type { Colour, Role } from "./model";
import type { Person, PersonHere } from "./protocol";

/** What the server shows in place of a name that was taken out. */
export const NOBODY = "Somebody";
const ROLE_NAMES: Readonly<Record<Role, string>> = {
  facilitator: "Facilitator",
  co_researcher: "Co-researcher",
  observer: "Observer",
};
const RING_LETTERS = 3;

/** Up to three characters for a person's ring: "CR1" stays whole, "Teal Robin" becomes "TR". */
export function initials(pseudonym: string): string {
  const words = pseudonym.trim().split(/\s+/);
  if (words.length > 1) return words.slice(0, RING_LETTERS).map(firstLetter).join("").toUpperCase();
  const letters = [...pseudonym.trim()];
  return letters.length <= RING_LETTERS + 1 ? letters.join("") : letters.slice(0, 2).join("");
}

function firstLetter(word: string): string {
  return [...word][0] ?? "";
}

/** The style value of a person's ring. */
export function ringColour(colour: Colour): string {
  return `var(--c-${colour})`;
}

export function roleName(role: Role): string {
  return ROLE_NAMES[role];
}

/** The shown name of a person; a plain word for one whose name was withdrawn or is not known. */
export function nameOf(people: readonly Person[], id: string | null): string {
  return people.find((person) => person.id === id)?.pseudonym ?? NOBODY;
}

/** Those here first, then the others; each by name. */
export function byName<P extends Person & { readonly here?: boolean }>(people: readonly P[]): P[] {
  const sorted = people.map((person) => ({ person, key: sortKey(person.pseudonym) }));
  sorted.sort(
    ({ person: a, key: first }, { person: b, key: second }) =>
      Number(b.here ?? false) - Number(a.here ?? false) || (first < second ? -1 : Number(first > second)),
  );
  return sorted.map(({ person }) => person);
}

/** CR2 before CR10, É beside E. A browser takes up to 30 ms to load what it has for this, just when a board opens. */
function sortKey(name: string): string {
  const plain = name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/\d+/g, (digits) => digits.padStart(12, "0"));
}

/** True when somebody among them has another name now. */
export function renamed(people: readonly PersonHere[], changed: readonly PersonHere[]): boolean {
  const names = new Map(people.map(({ id, pseudonym }) => [id, pseudonym]));
  return changed.some(({ id, pseudonym }) => names.has(id) && names.get(id) !== pseudonym);
}

/** The people with the changed entries in their places; new ones come last. */
export function merged(people: readonly PersonHere[], changed: readonly PersonHere[]): readonly PersonHere[] {
  const news = new Map(changed.map((person) => [person.id, person]));
  const known = new Set(people.map(({ id }) => id));
  return [
    ...people.map((person) => news.get(person.id) ?? person),
    ...changed.filter(({ id }) => !known.has(id)),
  ];
}
