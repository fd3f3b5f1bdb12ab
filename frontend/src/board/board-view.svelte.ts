import { createContext } from "svelte";
import { MediaQuery, SvelteMap, SvelteSet } from "svelte/reactivity";
import type { BoardStore } from "../lib/board-store.svelte";
import { boardRecord } from "../lib/model";
import { EMPTY_OUTLINE, outline, type Outline } from "../lib/outline";
import { nameOf } from "../lib/people";
import type { PersonHere, Ref } from "../lib/protocol";
import { Answering } from "./answering.svelte";
import type { About } from "../lib/talk";
import { Chosen } from "./chosen.svelte";
import { Closing } from "./closing.svelte";
import { allChoices, withRecent } from "./choices";
import type { Box } from "./drag";
import { Edits } from "./edits";
import { Finding } from "./finding.svelte";
import { FirstSight } from "./first-sight.svelte";
import { Moves, type MoveWish, type Sent } from "./moves";
import { Sender } from "./sender";
import { Talking } from "./talking.svelte";
import { reachable, spotLists, spotsByKey, trayKey, type Spot } from "./spots";
import { Toasts } from "./toasts.svelte";
import { nearestLeft } from "./walk";
import type { DialogWish, Goal, LooksBack, Panel, Past, Tale } from "./wishes";

export type { DialogWish, Goal, Panel, Past, Tale } from "./wishes";

/** What the board shows and what is open on it. Everything is held by id, so that records may come and go. */
export class BoardView {
  panel = $state.raw<Panel | null>(null);
  #dialog = $state.raw<DialogWish | null>(null);
  /** What I looked at last, besides what is open. */
  at = $state.raw<Ref | null>(null);
  /** Leaves what others ask of me; false when that is nothing. */
  declines = (): boolean => false;
  forWhom = $state.raw<string | null>(null);
  recent = $state.raw<readonly string[]>([]);
  /** The open list of places of a card, beside the badge that was pressed. */
  places = $state.raw<{ readonly cardId: string; readonly box: Box } | null>(null);
  goal = $state.raw<Goal | null>(null);
  /** Lines for new cards that were begun; a dialog that was closed by mistake loses none. */
  newCards = $state("");
  dragged = $state.raw<readonly Spot[]>([]);
  readonly folded = new SvelteSet<string>();
  /** Who else holds which card. */
  readonly holders = new SvelteMap<string, PersonHere>();
  readonly chosen = new Chosen();
  readonly toasts = new Toasts();
  readonly narrow = new MediaQuery("max-width: 47.99em");
  readonly finger = new MediaQuery("pointer: coarse");
  readonly wide = new MediaQuery("min-width: 75em");
  readonly store: BoardStore;
  readonly moves: Moves;
  readonly edits: Edits;
  readonly sender: Sender;
  readonly talking: Talking;
  readonly closing: Closing;
  readonly #past: () => Past | null;
  readonly #looking: () => boolean;
  #pastOutline: Outline = EMPTY_OUTLINE;

  readonly past = $derived.by(() => this.#past());
  readonly state = $derived.by(() => this.past?.state ?? this.store.shown);
  readonly outline = $derived.by(() => this.#outline());
  readonly board = $derived.by(() => boardRecord(this.state));
  readonly lists = $derived.by(() => spotLists(this.outline));
  readonly spots = $derived.by(() => spotsByKey(this.lists));
  /** The slips that can be gone to: neither folded away nor filtered out. */
  readonly reachable = $derived.by(() => reachable(this.lists, this.folded, this.finding.ids));
  readonly choices = $derived.by(() => allChoices(this.outline));
  /** Hangs on whether somebody looks back, not on the moment: every slip asks for it. */
  readonly readOnly = $derived.by(() => this.#looking() || this.store.role === "observer");
  readonly guiding = $derived.by(() => !this.#looking() && this.store.role === "facilitator");
  /** Something lies over the foot of the sheets. */
  readonly footed = $derived.by(
    () => this.toasts.current !== null || this.chosen.choosing || this.chosen.count > 0,
  );
  readonly finding: Finding;
  readonly sight = new FirstSight(() => this.lists);

  constructor(
    store: BoardStore,
    back: LooksBack,
    readonly tale: Tale | null = null,
    readonly answering: Answering = new Answering(store),
  ) {
    this.store = store;
    this.#past = back.past;
    this.#looking = back.looking;
    this.closing = new Closing(store, this.toasts);
    this.sender = new Sender(store, this.toasts, this.closing, () => this.forWhom);
    this.moves = new Moves(store, this.sender, this.toasts);
    this.edits = new Edits(store, this.sender);
    this.talking = new Talking(() => this.state, store, this.sender, this.toasts);
    this.finding = new Finding(
      () => this.state,
      () => this.spots,
    );
  }

  get dialog(): DialogWish | null {
    return this.#dialog;
  }

  /** What is closed for now says so instead. */
  set dialog(wish: DialogWish | null) {
    if (!this.closing.stopsDialog(wish)) this.#dialog = wish;
  }

  /** `enter`: the focus goes into the panel, as it must when the panel covers the board. */
  openCard(cardId: string, slip: string | null, enter: boolean): void {
    this.panel = { kind: "card", cardId, slip, enter: enter || this.narrow.current };
  }

  openTheme(themeId: string): void {
    this.panel = { kind: "theme", themeId, enter: true };
  }

  openAbout({ kind, id }: About): void {
    const slip = [...this.spots.values()].find(({ cardId }) => cardId === id);
    if (kind === "card") this.openCard(id, slip?.key ?? null, true);
    else if (kind === "theme") this.openTheme(id);
    else this.openTalk();
  }

  /** What is said about the board itself. */
  openTalk(): void {
    this.panel = { kind: "talk", enter: true };
  }

  openMeeting(): void {
    this.panel = { kind: "meeting", enter: true };
  }

  openAway(): void {
    this.panel = { kind: "away", enter: true };
  }

  /** Closes the panel; the focus goes back to the slip or sheet it was about. */
  closePanel(): void {
    const { panel } = this;
    this.panel = null;
    if (panel?.kind === "card" && panel.slip !== null) this.goal = { key: panel.slip };
    if (panel?.kind === "theme") this.goal = { sheetId: panel.themeId };
  }

  /** Unfolds and brings into view, with the focus on it. */
  goTo(key: string): void {
    const spot = this.spots.get(key);
    if (spot !== undefined) this.folded.delete(spot.listId);
    if (spot !== undefined && this.finding.hides(spot.cardId)) this.finding.clear();
    if (this.narrow.current) this.panel = null;
    this.goal = { key };
  }

  nameOf(personId: string | null): string {
    return nameOf(this.store.people, personId);
  }

  sheetOf(themeId: string): string {
    return this.state.theme.get(themeId)?.parent_id ?? themeId;
  }

  /** The slips a move is about: all chosen ones when this is one of them. */
  together(spot: Spot): readonly Spot[] {
    return this.chosen.has(spot.key) ? this.chosen.spots(this.spots) : [spot];
  }

  askMove(spots: readonly Spot[], keep = false): void {
    if (!this.readOnly && spots.length > 0) this.dialog = { kind: "move", spots, keep };
  }

  move(spots: readonly Spot[], wish: MoveWish): Sent | null {
    this.recent = withRecent(this.recent, wish.themeId);
    return this.moves.move(spots, wish);
  }

  /** The focus stays with a card that I moved. On a phone the tray stays in view, so that sorting it can go on. */
  follow(sent: Sent | null): void {
    if (sent === null) return;
    const still = this.narrow.current && this.finger.current && sent.fromTray === true;
    this.goal = { key: sent.key, until: sent.settled, still };
    if (still)
      this.toasts.offerLook(() => {
        this.goTo(sent.key);
      });
  }

  /** Escape: closes what is open, the last thing first. False when nothing was. */
  leave(): boolean {
    if (this.declines()) return true;
    if (this.panel !== null) this.closePanel();
    else if (this.chosen.choosing || this.chosen.count > 0) this.chosen.clear();
    else if (this.finding.ids !== null) this.finding.clear();
    else if (this.toasts.current !== null) this.toasts.close();
    else return false;
    return true;
  }

  /** Puts cards away; the focus stays in the list. */
  putAway(spots: readonly Spot[]): void {
    const settled = this.edits.putAwayCards([...new Set(spots.map(({ cardId }) => cardId))]);
    this.goal = { back: true, still: true, until: settled };
  }

  chooseSeveral(): void {
    if (this.chosen.choosing) this.chosen.clear();
    else this.chosen.choosing = true;
  }

  /** The focus goes to the tray with a card that stands nowhere else; otherwise it stays in the list. */
  takeOut(spots: readonly Spot[], why = ""): void {
    const [first] = spots;
    const sent = this.moves.takeOut(spots, why);
    if (sent === null || first === undefined) return;
    const keys = this.lists.find(({ id }) => id === first.listId)?.spots.map(({ key }) => key) ?? [];
    const near = nearestLeft(
      keys,
      spots.map(({ key }) => key),
    );
    this.goal = {
      key: sent.toTray ? trayKey(first.cardId) : (near ?? trayKey(first.cardId)),
      until: sent.settled,
    };
  }

  toggleFold(themeId: string): void {
    if (!this.folded.delete(themeId)) this.folded.add(themeId);
  }

  #outline(): Outline {
    if (this.past === null) return this.store.outline;
    this.#pastOutline = outline(this.past.state, this.#pastOutline);
    return this.#pastOutline;
  }
}

export const [getBoardView, setBoardView] = createContext<BoardView>();
