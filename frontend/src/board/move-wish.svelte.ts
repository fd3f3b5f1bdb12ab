import { standsIn } from "../lib/look";
import type { BoardView } from "./board-view.svelte";
import { grouped, type Choice } from "./choices";
import type { Spot } from "./spots";

/** What the Move dialog knows: which cards, where to, and how. */
export class MoveWishing {
  query = $state("");
  keep = $state(false);
  why = $state("");
  newTitle = $state<string | null>(null);
  #picked = $state<string | null>(null);

  readonly groups = $derived.by(() => grouped(this.view.choices, this.view.recent, this.query));
  readonly open = $derived.by(() =>
    this.groups.flatMap(({ choices }) => choices).filter((one) => !this.isHere(one.id)),
  );
  readonly picked = $derived.by(
    () => this.open.find(({ id }) => id === this.#picked)?.id ?? this.#firstFound(),
  );
  readonly placed: boolean;
  readonly title: string;

  constructor(
    readonly view: BoardView,
    readonly spots: readonly Spot[],
    keep: boolean,
  ) {
    const [first] = spots;
    this.placed = spots.some(({ placementId }) => placementId !== null);
    this.keep = keep && this.placed;
    const text = view.moves.text(first?.cardId ?? "");
    this.title = spots.length === 1 ? `Move “${text}”` : `Move ${spots.length} cards`;
  }

  /** True when every card stands in the theme already. */
  isHere(themeId: string): boolean {
    return this.spots.every(({ cardId }) => standsIn(this.view.state, cardId, themeId));
  }

  hint({ id, under, apart }: Choice): string {
    const here = this.isHere(id) ? (this.spots.length === 1 ? "it is here now" : "they are here now") : "";
    return [under ?? "", apart, here].filter((part) => part !== "").join(", ");
  }

  pick(id: string): void {
    this.#picked = id;
  }

  /** Goes to the next or previous theme that can be chosen, and answers its id. */
  step(by: 1 | -1): string | null {
    const at = this.open.findIndex(({ id }) => id === this.picked);
    const next = this.open[at === -1 ? (by === 1 ? 0 : this.open.length - 1) : at + by];
    if (next !== undefined) this.#picked = next.id;
    return next?.id ?? null;
  }

  /** Asks for the move, if there is one to ask for. */
  send(): void {
    const wish = { keep: this.keep && this.placed, why: this.why };
    if (this.newTitle !== null) {
      const title = this.newTitle.trim();
      if (title !== "") this.view.follow(this.view.moves.moveToNew(this.spots, title, wish));
    } else if (this.picked !== null) {
      this.view.follow(this.view.move(this.spots, { ...wish, themeId: this.picked }));
    }
  }

  takeOut(): void {
    this.view.takeOut(this.spots, this.why);
  }

  #firstFound(): string | null {
    return this.query.trim() === "" ? null : (this.open[0]?.id ?? null);
  }
}
