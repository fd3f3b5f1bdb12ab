import { untrack } from "svelte";
import type { BoardView } from "./board-view.svelte";
import { pointOf } from "./drag";
import type { Dragging } from "./dragging.svelte";
import { intentOf, type Ground, type Intent } from "./keyboard";
import { Pressing } from "./pressing";
import type { Roving } from "./roving";
import type { Spot } from "./spots";

/** What fingers, mouse and keys do on the board: one listener for all slips. */
export class Hands {
  readonly #pressing = new Pressing();

  constructor(
    private readonly view: BoardView,
    private readonly root: HTMLElement,
    private readonly roving: Roving,
    private readonly dragging: Dragging,
  ) {}

  /** Starts listening; returns what stops it. */
  listen(): () => void {
    const ending = new AbortController();
    const { signal } = ending;
    for (const [type, act] of this.#acts) {
      this.root.addEventListener(type, unseen(act), { signal, passive: false });
    }
    document.addEventListener("keydown", this.#key, { signal });
    addEventListener("keydown", this.#anywhere, { signal, capture: true });
    return () => {
      ending.abort();
    };
  }

  readonly #acts: readonly (readonly [type: string, act: (event: never) => void])[] = [
    ["click", (event: MouseEvent) => this.#click(event)],
    ["keyup", quietSpace],
    ["focusin", (event: FocusEvent) => this.#focused(event)],
    ["pointerdown", (event: PointerEvent) => this.#press(event)],
    ["pointermove", (event: PointerEvent) => this.dragging.move(event)],
    ["pointerup", (event: PointerEvent) => this.#release(event)],
    ["pointercancel", () => this.#giveUp()],
    ["touchmove", (event: TouchEvent) => this.#still(event)],
    ["contextmenu", (event: MouseEvent) => this.#still(event)],
    ["dragstart", (event: DragEvent) => event.preventDefault()],
  ];

  /** While a slip is lifted the finger neither scrolls nor opens the browser's menu. */
  #still(event: Event): void {
    if (this.dragging.lifted) event.preventDefault();
  }

  #spotOf(target: EventTarget | null): Spot | undefined {
    const slip = target instanceof Element ? target.closest<HTMLElement>("[data-slip]") : null;
    return this.view.spots.get(slip?.dataset["slip"] ?? "");
  }

  #click(event: MouseEvent): void {
    const control = this.#pressing.meant(controlAt(event.target), pointOf(event), event.detail > 0);
    const spot = this.#spotOf(control);
    if (control === null || spot === undefined) return;
    const asked = control.dataset["do"];
    if (asked === "move") this.view.askMove(this.view.together(spot));
    else if (asked === "places")
      this.view.places = { cardId: spot.cardId, box: control.getBoundingClientRect() };
    else this.#pressed(event, spot);
  }

  #pressed(event: MouseEvent, spot: Spot): void {
    const { chosen, readOnly } = this.view;
    const list = this.view.lists.find(({ id }) => id === spot.listId)?.spots ?? [];
    if (!readOnly && event.shiftKey) chosen.stretch(list, spot.key);
    else if (!readOnly && (chosen.choosing || event.ctrlKey || event.metaKey)) chosen.toggle(spot.key);
    else this.view.openCard(spot.cardId, spot.key, event.detail === 0);
  }

  #press(event: PointerEvent): void {
    if (event.button !== 0 || !event.isPrimary) return;
    const control = controlAt(event.target);
    this.#pressing.down(control, pointOf(event));
    if (this.view.readOnly) return;
    const spot = this.#spotOf(event.target);
    if (spot !== undefined && (control?.dataset["do"] ?? "open") === "open") this.dragging.press(event, spot);
  }

  /** The end of a drag presses nothing. */
  #release(event: PointerEvent): void {
    if (this.dragging.drop(event)) this.#pressing.forget();
  }

  #giveUp(): void {
    this.#pressing.forget();
    this.dragging.cancel();
  }

  #focused(event: FocusEvent): void {
    const spot = this.#spotOf(event.target);
    if (spot === undefined) return;
    this.roving.take(spot.key);
    this.view.at = { kind: "card", id: spot.cardId };
  }

  /** Escape ends a drag wherever the focus is. */
  readonly #anywhere = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !this.dragging.lifted) return;
    event.preventDefault();
    event.stopPropagation();
    this.#giveUp();
  };

  /** Keys count on the board, and while nothing at all has the focus. */
  readonly #key = (event: KeyboardEvent): void => {
    if (event.target !== document.body && !this.root.contains(event.target as Node)) return;
    const spot = this.#spotOf(event.target);
    const intent = intentOf(event, groundOf(event.target, spot));
    if (intent === null || event.defaultPrevented) return;
    if (intent.do === "choose" && !onText(event.target)) return;
    if (intent.do !== "leave" || this.view.leave()) event.preventDefault();
    if (intent.do === "leave") return;
    if (spot === undefined) this.#onBoard(intent);
    else this.#onSlip(intent, spot);
  };

  #onSlip(intent: Intent, spot: Spot): void {
    const { view } = this;
    if (intent.do === "step") this.roving.step(intent.step);
    else if (view.readOnly) this.#onBoard(intent);
    else if (intent.do === "move") view.askMove(view.together(spot));
    else if (intent.do === "also") view.askMove(view.together(spot), true);
    else if (intent.do === "choose") view.chosen.toggle(spot.key);
    else if (intent.do === "takeOut") view.takeOut(view.together(spot));
    else if (intent.do === "earlier") this.#reorder(spot, -1);
    else if (intent.do === "later") this.#reorder(spot, 1);
    else this.#onBoard(intent);
  }

  #reorder(spot: Spot, by: 1 | -1): void {
    const list = this.view.lists.find(({ id }) => id === spot.listId)?.spots ?? [];
    this.view.follow(this.view.moves.reorder(list, spot.key, by));
  }

  #onBoard(intent: Intent): void {
    if (intent.do === "help") this.view.dialog = { kind: "keys" };
    else if (intent.do === "find") this.root.querySelector<HTMLElement>("[data-find]")?.focus();
    else if (intent.do === "undo" && !this.view.readOnly) void this.view.sender.undo();
  }
}

/** `focus()` in an effect calls listeners at once; what they read must not become the effect's own. */
function unseen(act: (event: never) => void): (event: Event) => void {
  return (event) => {
    untrack(() => {
      (act as (event: Event) => void)(event);
    });
  };
}

function groundOf(target: EventTarget | null, spot: Spot | undefined): Ground {
  if (spot !== undefined) return "slip";
  return target instanceof HTMLElement &&
    target.closest("input, textarea, select, dialog, [popover]") !== null
    ? "typing"
    : "board";
}

/** The part of a slip that does something. */
function controlAt(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>("[data-do]") : null;
}

function onText(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("[data-do=open]") !== null;
}

/** Space chooses a slip on the way down; on the way up it must not press the button too. */
function quietSpace(event: KeyboardEvent): void {
  if (event.key === " " && onText(event.target)) event.preventDefault();
}
