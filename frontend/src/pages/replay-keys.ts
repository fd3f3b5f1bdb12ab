/** What keys do while looking back. Pure. */
import type { LookingBack } from "./looking-back.svelte";

/** Where the focus is: on a card, in a field that takes arrows or letters, on something to press, or nowhere. */
export type Ground = "slip" | "field" | "press" | "page";

export type ReplayIntent = "toggle" | "step" | "stepBack" | "jump" | "jumpBack" | "leave";

interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const FIELDS = "input:not([type=range]), textarea, select, [contenteditable]";

export function groundOf(target: EventTarget | null): Ground {
  if (!(target instanceof Element)) return "page";
  if (target.closest("[data-slip]") !== null) return "slip";
  if (target.matches(FIELDS)) return "field";
  if (target.matches("input[type=range]")) return "page";
  return target.closest("button, a, summary, [role=button]") === null ? "page" : "press";
}

/** Arrows alone go from card to card on a card; with Shift they jump from anywhere but where somebody writes. */
export function replayIntent(press: Press, ground: Ground): ReplayIntent | null {
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  if (press.key === "Escape") return "leave";
  if (ground === "field") return null;
  if (press.key === " ") return ground === "press" ? null : "toggle";
  const way = { ArrowRight: 1, ArrowLeft: -1 }[press.key];
  if (way === undefined) return null;
  if (press.shiftKey) return way > 0 ? "jump" : "jumpBack";
  if (ground === "slip") return null;
  return way > 0 ? "step" : "stepBack";
}

/** What keys reach: the board that is looked back at, or a replay from a disk. */
export type Player = Pick<LookingBack, "toggle" | "step" | "jump" | "toNow">;

export function follow(intent: ReplayIntent, lookingBack: Player): void {
  switch (intent) {
    case "toggle":
      lookingBack.toggle();
      break;
    case "step":
      lookingBack.step(1);
      break;
    case "stepBack":
      lookingBack.step(-1);
      break;
    case "jump":
      lookingBack.jump(1);
      break;
    case "jumpBack":
      lookingBack.jump(-1);
      break;
    case "leave":
      lookingBack.toNow();
      break;
  }
}
