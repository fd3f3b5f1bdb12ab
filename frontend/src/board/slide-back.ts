/** Where cards stood by a guess that was refused, and where they truly stand. */
import type { State } from "../lib/model";
import type { Command } from "../lib/protocol";
import { short } from "../lib/texts";

/** One slip as it lay on the screen. CSS pixels of the window. */
export interface Lying {
  readonly key: string;
  readonly cardId: string;
  readonly element: HTMLElement;
  readonly box: DOMRect;
}

export interface Way {
  readonly text: string;
  readonly from: DOMRect;
  readonly to: DOMRect;
  readonly slip: HTMLElement;
}

/** The cards that a command places. `states`: where its placements may be looked up. */
export function cardsOf(command: Command, ...states: readonly State[]): readonly string[] {
  if (command.type === "batch") return command.commands.flatMap((one) => cardsOf(one, ...states));
  if ("card_id" in command) return [command.card_id];
  if (!("placement_id" in command)) return [];
  const { placement_id: id } = command;
  return states.flatMap(({ placement }) => placement.get(id)?.card_id ?? []).slice(0, 1);
}

/** Every slip as it lies now; or those of some cards. */
export function slipsIn(root: HTMLElement, cards: readonly string[] | null = null): readonly Lying[] {
  const wanted = cards?.map((id) => `[data-card="${CSS.escape(id)}"][data-slip]:not([hidden])`);
  const found = root.querySelectorAll<HTMLElement>(wanted?.join() ?? "[data-slip]:not([hidden])");
  return [...found].map((element) => ({
    key: element.dataset["slip"] ?? "",
    cardId: element.dataset["card"] ?? "",
    element,
    box: element.getBoundingClientRect(),
  }));
}

/** From where to where the slips of one card go. One that has no new place goes to the card's next best slip. */
export function ways(text: string, before: readonly Lying[], after: readonly Lying[]): readonly Way[] {
  const stayed = before.flatMap((old) =>
    after.filter((now) => now.key === old.key).map((now) => ({ old, now })),
  );
  const gone = before.filter((old) => !after.some((now) => now.key === old.key));
  const come = after.filter((now) => !before.some((old) => old.key === now.key));
  const back = gone.flatMap((old, at) => [come[at] ?? after[0] ?? []].flat().map((now) => ({ old, now })));
  const out = come.slice(gone.length).flatMap((now) => before.slice(0, 1).map((old) => ({ old, now })));
  return [...stayed, ...back, ...out]
    .filter(({ old, now }) => isElsewhere(old.box, now.box))
    .map(({ old, now }) => ({ text: short(text), from: old.box, to: now.box, slip: now.element }));
}

function isElsewhere(one: DOMRect, other: DOMRect): boolean {
  return Math.abs(one.left - other.left) + Math.abs(one.top - other.top) > 2;
}
