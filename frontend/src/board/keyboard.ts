import type { Step } from "./walk";

export type Intent =
  | { readonly do: "step"; readonly step: Step }
  | { readonly do: "move" | "also" | "choose" | "takeOut" | "earlier" | "later" }
  | { readonly do: "undo" | "help" | "find" | "leave" };

export interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Where the focus is when a key is pressed. */
export type Ground = "slip" | "board" | "typing";

const STEPS: Readonly<Record<string, Step>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
  Home: "first",
  End: "last",
};

const ON_SLIP: Readonly<Record<string, Intent>> = {
  m: { do: "move" },
  a: { do: "also" },
  " ": { do: "choose" },
  delete: { do: "takeOut" },
  backspace: { do: "takeOut" },
};

const ON_BOARD: Readonly<Record<string, Intent>> = {
  "?": { do: "help" },
  "/": { do: "find" },
  escape: { do: "leave" },
};

/** What a key means. Letters work only while a slip has the focus, so that they never surprise a screen reader. */
export function intentOf(press: Press, ground: Ground): Intent | null {
  if (ground === "typing") return null;
  const key = press.key.toLowerCase();
  if (press.ctrlKey || press.metaKey) return key === "z" && !press.shiftKey ? { do: "undo" } : null;
  if (press.altKey) return ground === "slip" ? reorder(press.key) : null;
  if (ground === "slip") return slipIntent(press, key) ?? ON_BOARD[key] ?? null;
  return ON_BOARD[key] ?? null;
}

function slipIntent(press: Press, key: string): Intent | null {
  const step = STEPS[press.key];
  if (step !== undefined) return press.shiftKey ? null : { do: "step", step };
  return ON_SLIP[key] ?? null;
}

function reorder(key: string): Intent | null {
  if (key === "ArrowUp") return { do: "earlier" };
  if (key === "ArrowDown") return { do: "later" };
  return null;
}

/** The keys as the help shows them. */
export const KEYS: readonly (readonly [keys: string, does: string])[] = [
  ["Arrow keys", "Go from card to card."],
  ["Home, End", "Go to the first or last card here."],
  ["M", "Move the card."],
  ["A", "Place the card in one more theme."],
  ["Enter", "Open the card."],
  ["Space", "Choose the card, to move several."],
  ["Delete", "Take the card out of this theme."],
  ["Alt and Up, Alt and Down", "Move the card up or down."],
  ["Ctrl and Z", "Undo your last change."],
  ["P", "Play what happened since you were here, while that is told."],
  ["/", "Find a card."],
  ["Escape", "Close what is open."],
  ["Looking back: Space", "Play or pause."],
  ["Looking back: Left, Right", "One step back or on."],
  ["Looking back: Shift and arrows", "To the chapter or named moment before or after."],
  ["Looking back: Escape", "Return to now."],
];
