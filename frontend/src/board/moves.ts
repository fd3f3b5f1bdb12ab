import type { BoardStore } from "../lib/board-store.svelte";
import { newId } from "../lib/ids";
import { standsIn } from "../lib/look";
import { placesOf } from "../lib/outline";
import type { Command, SimpleCommand } from "../lib/protocol";
import * as say from "./sentences";
import type { Sender } from "./sender";
import { slipKey, TRAY, type Spot } from "./spots";
import type { Toasts } from "./toasts.svelte";

export interface MoveWish {
  readonly themeId: string;
  /** Behind this placement; null is first, absent is last. */
  readonly after?: string | null;
  /** Also keep the card where it is. */
  readonly keep?: boolean;
  readonly why?: string;
}

interface Step {
  readonly command: SimpleCommand;
  readonly key: string;
}

export interface Sent {
  /** The slip to follow with the focus. */
  readonly key: string;
  /** Every card lay in the tray before. */
  readonly fromTray?: boolean;
  readonly settled: Promise<boolean>;
}

export interface TakenOut extends Sent {
  /** One card that now stands nowhere. */
  readonly toTray: boolean;
}

/** Everything that changes where cards stand. Each call is one event, however many cards it has. */
export class Moves {
  constructor(
    private readonly store: BoardStore,
    private readonly sender: Sender,
    private readonly toasts: Toasts,
  ) {}

  move(spots: readonly Spot[], wish: MoveWish): Sent | null {
    const steps = this.#steps(spots, wish);
    const texts = spots.map((spot) => this.text(spot.cardId));
    const title = this.title(wish.themeId);
    if (steps.length === 0) {
      this.toasts.done(say.nothingToMove(texts, title));
      return null;
    }
    const skipped = spots.length - steps.length;
    const sentence = wish.keep === true ? say.alsoIn : say.movedTo;
    const sent = this.#send(steps, sentence(texts.slice(skipped), title, skipped), texts, wish.why);
    return { ...sent, fromTray: spots.every(({ listId }) => listId === TRAY) };
  }

  /** Makes a theme and moves the cards into it, as one event. */
  moveToNew(spots: readonly Spot[], title: string, wish: Omit<MoveWish, "themeId">): Sent {
    const themeId = newId();
    const texts = spots.map((spot) => this.text(spot.cardId));
    const make: SimpleCommand = { type: "theme.create", theme_id: themeId, title };
    const steps = this.#steps(spots, { ...wish, themeId });
    const done = wish.keep === true ? say.alsoIn(texts, title, 0) : say.movedTo(texts, title, 0);
    return this.#send([{ command: make, key: steps[0]?.key ?? "" }, ...steps], done, texts, wish.why);
  }

  takeOut(spots: readonly Spot[], why?: string): TakenOut | null {
    const placed = spots.filter((spot) => spot.placementId !== null);
    const [first] = placed;
    if (first === undefined) return null;
    const steps = placed.flatMap(({ key, placementId }) =>
      placementId === null
        ? []
        : [{ key, command: { type: "placement.remove", placement_id: placementId } as const }],
    );
    const left = placed.length === 1 ? placesOf(this.store.shown, first.cardId).length - 1 : null;
    const theme = placed.every(({ listId }) => listId === first.listId) ? this.title(first.listId) : null;
    const texts = placed.map((spot) => this.text(spot.cardId));
    return { ...this.#send(steps, say.takenOut(texts, theme, left), texts, why), toTray: left === 0 };
  }

  /** Moves a slip by one place within its list. */
  reorder(list: readonly Spot[], key: string, by: 1 | -1): Sent | null {
    const at = list.findIndex((spot) => spot.key === key);
    const spot = list[at];
    const place = at + by;
    if (!spot?.placementId || place < 0 || place >= list.length) return null;
    const after = list[by === 1 ? place : place - 1]?.placementId ?? null;
    const command = {
      type: "placement.move",
      placement_id: spot.placementId,
      theme_id: spot.listId,
      after,
    } as const;
    const text = this.text(spot.cardId);
    return this.#send([{ key, command }], say.reordered(text, place + 1, list.length), [text]);
  }

  mark(placementId: string, mark: string | null): Sent {
    const placement = this.store.shown.placement.get(placementId);
    const text = this.text(placement?.card_id ?? "");
    const command = { type: "placement.mark", placement_id: placementId, mark } as const;
    const done = say.marked(text, this.title(placement?.theme_id ?? ""), mark);
    return this.#send([{ key: slipKey(placementId), command }], done, [text]);
  }

  text(cardId: string): string {
    return this.store.shown.card.get(cardId)?.text ?? "The card";
  }

  title(themeId: string): string {
    return this.store.shown.theme.get(themeId)?.title ?? "the theme";
  }

  #steps(spots: readonly Spot[], wish: MoveWish): Step[] {
    const steps: Step[] = [];
    const seen = new Set<string>();
    let after = wish.after;
    for (const spot of spots) {
      if (seen.has(spot.cardId)) continue;
      seen.add(spot.cardId);
      const step = this.#step(spot, { ...wish, ...(after === undefined ? {} : { after }) });
      if (step === null) continue;
      steps.push(step);
      if (after !== undefined) after = step.key.slice(2);
    }
    return steps;
  }

  #step({ cardId, placementId, listId, key }: Spot, { themeId, after, keep }: MoveWish): Step | null {
    const where = { theme_id: themeId, ...(after === undefined ? {} : { after }) };
    const same = listId === themeId;
    if (same && (keep === true || after === undefined)) return null;
    if (!same && standsIn(this.store.shown, cardId, themeId)) return null;
    if (placementId !== null && keep !== true) {
      return { key, command: { type: "placement.move", placement_id: placementId, ...where } };
    }
    const fresh = newId();
    return {
      key: slipKey(fresh),
      command: { type: "placement.add", placement_id: fresh, card_id: cardId, ...where },
    };
  }

  #send(steps: readonly Step[], done: string, texts: readonly string[], why?: string): Sent {
    const commands = steps.map(({ command }) => command);
    const [only] = commands;
    const command: Command = commands.length === 1 && only !== undefined ? only : { type: "batch", commands };
    const subject = say.cardsNamed(texts);
    const settled = this.sender.send({ command, done, subject, ...(why === undefined ? {} : { why }) });
    return { key: steps.at(-1)?.key ?? "", settled };
  }
}
