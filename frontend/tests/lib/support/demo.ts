import { readFileSync } from "node:fs";
import type { BoardEvent, PersonHere } from "../../../src/lib/protocol";

/** The demo's own log. */
const FILE = new URL("../../../../tests/vectors/demo-log.json", import.meta.url);
export const DEMO = JSON.parse(readFileSync(FILE, "utf8")) as readonly BoardEvent[];

/** Its people, under their pseudonyms. */
export const DEMO_PEOPLE = ["Facilitator", "CR1", "CR2", "CR3", "CR4", "CR5", "CR6"].map(
  (name) => ({ id: name, pseudonym: name }) as PersonHere,
);

/** The id of the last card or theme that was ever called so. */
export function demoId(kind: "card" | "theme", name: string): string {
  const called = DEMO.flatMap(({ changes }) => changes).filter((change) => {
    const { title, text } = change.after ?? {};
    return change.kind === kind && (title === name || text === name);
  });
  const found = called.find(({ id }) => !isAway(kind, id));
  if (found === undefined) throw new Error(`There is no ${name}.`);
  return found.id;
}

function isAway(kind: string, id: string): boolean {
  const last = DEMO.flatMap(({ changes }) => changes).findLast(
    (change) => change.kind === kind && change.id === id && change.after?.["retired"] !== undefined,
  );
  return last?.after?.["retired"] === true;
}
