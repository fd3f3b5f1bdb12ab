import { createContext, untrack } from "svelte";
import { SvelteSet } from "svelte/reactivity";
import type { BoardStore } from "../../lib/board-store.svelte";
import {
  attendanceId,
  attendees,
  handsUp,
  isNoted,
  NEW_TURN,
  readiness,
  readyWords,
  runningMeeting,
  type Readiness,
} from "../../lib/meeting";
import type { PersonHere, PresenceFields, Ref } from "../../lib/protocol";
import type { BoardView } from "../board-view.svelte";

/** A meeting as it is now: what I say in it, and what others say. Everything but who was there is presence. */
export class Meeting {
  readonly store: BoardStore;
  readonly running = $derived.by(() => runningMeeting(this.store.shown));
  readonly present = $derived.by(() =>
    this.running === null ? [] : attendees(this.store.shown, this.running.id),
  );
  readonly hands: readonly PersonHere[] = $derived.by(() => handsUp(this.store.people));
  readonly ready: Readiness = $derived.by(() => readiness(this.store.people));
  readonly readyWords: string = $derived.by(() => readyWords(this.ready));
  /** Something of a meeting is set, so that there is something to show. */
  readonly isOn = $derived.by(
    () => this.running !== null || this.store.shown.timer.size > 0 || this.store.shown.lock.size > 0,
  );
  readonly handIsUp = $derived.by(() => (this.store.said.hand ?? null) !== null);
  readonly isReady = $derived.by(() => this.store.said.ready === true);
  /** The card or theme that I show to everybody. */
  readonly showing: Ref | null = $derived.by(() => refOf(this.store.said.showing ?? null));
  readonly calling = $derived.by(() => this.store.said.calling === true);
  readonly following: PersonHere | null = $derived.by(() => this.#followed());
  /** Those who follow me. */
  readonly followers: readonly PersonHere[] = $derived.by(() => {
    const me = this.store.you?.id;
    return this.store.people.filter(({ here, following }) => here && me !== undefined && following === me);
  });
  #seen = $state(document.visibilityState === "visible");
  readonly #told = new SvelteSet<string>();

  constructor(readonly view: BoardView) {
    this.store = view.store;
    $effect(() => this.#watch());
    $effect(() => {
      if (this.#shouldAttend()) untrack(() => this.#attend());
    });
    $effect(() =>
      this.store.onEvents((events) => {
        if (events.some(({ type }) => NEW_TURN.includes(type))) this.#beginAnew();
      }),
    );
  }

  /** Milliseconds since 1970, by the server's clock. */
  now(): number {
    return Date.now() + this.store.ahead;
  }

  toggleHand(): void {
    this.store.presence({ hand: this.handIsUp ? null : Math.round(this.now()) });
  }

  toggleReady(): void {
    this.store.presence({ ready: !this.isReady });
  }

  show(showing: Ref | null): void {
    this.store.presence({ showing });
  }

  call(calling: boolean): void {
    this.store.presence({ calling });
  }

  follow(personId: string | null): void {
    this.store.presence({ following: personId });
  }

  #followed(): PersonHere | null {
    const id = this.store.said.following ?? null;
    return this.store.people.find((one) => one.id === id && one.here) ?? null;
  }

  #watch(): () => void {
    const look = (): void => {
      this.#seen = document.visibilityState === "visible";
    };
    document.addEventListener("visibilitychange", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
    };
  }

  /** I am at the board, now and not in the past, while people meet, and nobody knows yet. */
  #shouldAttend(): boolean {
    const { running, store, view } = this;
    if (running === null || store.you === null || !store.mayEdit) return false;
    if (view.past !== null || store.status !== "live" || !this.#seen) return false;
    return !this.#told.has(running.id) && !isNoted(store.shown, running.id, store.you.id);
  }

  /** Once: whoever is taken off by a facilitator stays off. */
  #attend(): void {
    const { running, store } = this;
    if (running === null || store.you === null) return;
    this.#told.add(running.id);
    const attendance_id = attendanceId(running.id, store.you.id);
    store.submit({ type: "meeting.attend", attendance_id, meeting_id: running.id });
  }

  #beginAnew(): void {
    const over = runningMeeting(this.store.shown) === null;
    if (this.isReady || (over && this.handIsUp))
      this.store.presence({ ready: false, ...(over ? { hand: null } : {}) });
  }
}

/** Without a moment of the log, which is shown by looking back. */
function refOf(showing: NonNullable<PresenceFields["showing"]> | null): Ref | null {
  return showing === null || showing.kind === "moment" ? null : { kind: showing.kind, id: showing.id };
}

export const [getMeeting, setMeeting] = createContext<Meeting>();
