import { tick, untrack } from "svelte";
import { prefersReducedMotion } from "svelte/motion";
import type { State } from "../lib/model";
import type { BoardEvent, Change } from "../lib/protocol";
import { slipsIn, ways, type Lying, type Way } from "./slide-back";
import type { Past, Tale } from "./wishes";

/** Milliseconds that a card is on its way; at most most of a step. */
const LONGEST = 450;
const SHORTEST = 150;
/** More cards at once jump. */
const MOST = 12;

/** What is looked at, and its log. */
interface Shown {
  readonly past: Past | null;
  readonly tale: Pick<Tale, "eventAt"> | null;
}

/** Cards glide from where they stood to where they stand, when one step is taken through the log. */
export class PastGlide {
  ways: readonly Way[] = $state.raw([]);
  ms = $state(LONGEST);
  #past: Past | null = null;
  #before: readonly Lying[] = [];

  /** To be made before the slips, so that it looks at them before they change. `calm`: the reader wants no motion. */
  constructor(
    private readonly view: Shown,
    private readonly root: () => HTMLElement | undefined,
    private readonly calm: () => boolean = () => false,
  ) {
    $effect.pre(() => {
      const { past } = view;
      untrack(() => {
        this.#look(past);
      });
    });
  }

  done(way: Way): void {
    this.ways = this.ways.filter((one) => one !== way);
  }

  #look(past: Past | null): void {
    const [old, root] = [this.#past, this.root()];
    this.#past = past;
    if (old === null || past === null || root === undefined) return;
    if (Math.abs(past.seq - old.seq) !== 1 && past.step !== true) return;
    if (this.calm() || prefersReducedMotion.current) return;
    const event = this.view.tale?.eventAt(Math.max(past.seq, old.seq)) ?? null;
    const cards = event === null ? [] : cardsOf(event, old, past);
    if (cards.length === 0 || cards.length > MOST) return;
    this.#before = slipsIn(root, cards);
    void tick().then(() => {
      if (this.#past === past) this.#glide(root, cards, past);
    });
  }

  #glide(root: HTMLElement, cards: readonly string[], past: Past): void {
    const after = slipsIn(root, cards);
    this.ms = Math.max(SHORTEST, Math.min(LONGEST, (past.stepMs ?? LONGEST) * 0.8));
    this.ways = cards.flatMap((id) => {
      const own = ({ cardId }: Lying): boolean => cardId === id;
      const text = past.state.card.get(id)?.text ?? "";
      return ways(text, this.#before.filter(own), after.filter(own));
    });
  }
}

/** The cards that an event places anew; between moments of a story only those that lay meanwhile where it found them. */
function cardsOf({ changes }: BoardEvent, old: Past, past: Past): readonly string[] {
  const placed = changes.filter(({ kind }) => kind === "placement");
  const found = placed
    .filter(({ id, before, after }) =>
      past.seq > old.seq ? lay(old.state, id, before) : lay(old.state, id, after),
    )
    .flatMap(({ id }) => [old, past].map(({ state }) => state.placement.get(id)?.card_id));
  return [...new Set(found.filter((id) => id !== undefined))];
}

function lay({ placement }: State, id: string, fields: Change["before"]): boolean {
  const place = placement.get(id);
  return fields === null
    ? place === undefined
    : fields["theme_id"] === undefined || fields["theme_id"] === place?.theme_id;
}
