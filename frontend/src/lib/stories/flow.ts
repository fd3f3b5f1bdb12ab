/** The flow of cards into one theme and out of it, meeting by meeting: what the picture draws and its table says. Pure. */
import type { BoardEvent } from "../protocol";
import { stretchesOf, type Stretch } from "../stretches";
import type { Came, ThemeCards, Went } from "./theme-cards";

/** Where cards came from or went to. `still`: they stand there too. `theme` null: no theme, `kind` says what else. */
export interface Stream {
  readonly theme: string | null;
  readonly kind: "theme" | "written" | "tray" | "away" | "joined" | "back";
  readonly still: boolean;
  readonly cards: readonly string[];
}

export interface Step {
  readonly stretch: Stretch;
  readonly from: readonly Stream[];
  readonly to: readonly Stream[];
  readonly came: number;
  readonly went: number;
  /** How many cards stand in the theme at the end of the stretch. */
  readonly holds: number;
}

/** The stretches in which cards came or went, in order. */
export function flowOf(events: readonly BoardEvent[], { came, went }: ThemeCards): readonly Step[] {
  let holds = 0;
  return stretchesOf(events).flatMap((stretch) => {
    const inside = ({ seq }: { readonly seq: number }): boolean => seq >= stretch.from && seq <= stretch.to;
    const [here, gone] = [came.filter(inside), went.filter(inside)];
    holds += here.length - gone.length;
    if (here.length + gone.length === 0) return [];
    const [from, to] = [streams(here.flatMap(sourcesOf)), streams(gone.flatMap(goalsOf))];
    return [{ stretch, from, to, came: here.length, went: gone.length, holds }];
  });
}

type Drop = Omit<Stream, "cards"> & { readonly words: string };

function sourcesOf({ how, themes, words }: Came): readonly Drop[] {
  const still = how !== "moved";
  if (themes.length > 0) return themes.map((theme) => ({ theme, kind: "theme", still, words }));
  const kind = how === "sorted" ? "tray" : how === "back" ? "back" : "written";
  return [{ theme: null, kind, still: false, words }];
}

function goalsOf({ how, themes, words }: Went): readonly Drop[] {
  if (themes.length > 0)
    return themes.map((theme) => ({ theme, kind: "theme", still: how === "stays", words }));
  const kind = how === "joined" ? "joined" : how === "away" ? "away" : "tray";
  return [{ theme: null, kind, still: false, words }];
}

/** Cards of the same way together, most cards first. */
function streams(drops: readonly Drop[]): readonly Stream[] {
  const found = new Map<string, Stream>();
  for (const { words, ...way } of drops) {
    const key = [way.theme, way.kind, way.still].join();
    found.set(key, { ...way, cards: [...(found.get(key)?.cards ?? []), words] });
  }
  return [...found.values()].sort((a, b) => b.cards.length - a.cards.length);
}

/** How many different places outside cards came from, and how many meetings or times from home it took. */
export function placesOf(steps: readonly Step[]): number {
  return new Set(steps.flatMap(({ from }) => from.flatMap(({ theme }) => theme ?? []))).size;
}
