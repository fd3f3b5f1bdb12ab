import { SvelteSet } from "svelte/reactivity";
import type { PersonHere } from "../../lib/protocol";
import { settings } from "../../lib/settings.svelte";
import type { Meeting } from "./meeting.svelte";
import { isBusy, place, pointAt, type Seen } from "./pointing";

export interface Offer {
  readonly kind: "show" | "call";
  readonly person: PersonHere;
  /** What is shown, or where they are; null when that is not known. */
  readonly ref: Seen | null;
  readonly key: string;
}

/** What others ask me to look at. Each can be declined, and none moves the focus. */
export class Offers {
  readonly #declined = new SvelteSet<string>();
  readonly #all: readonly Offer[] = $derived.by(() => this.#asked());
  readonly current: Offer | null = $derived.by(
    () => this.#all.find(({ key }) => !this.#declined.has(key)) ?? null,
  );
  /** The key of what is shown large. */
  large: string | null = $state(null);
  #place: string | null = null;

  constructor(
    private readonly meeting: Meeting,
    private readonly root: () => HTMLElement | undefined,
  ) {
    $effect(() => {
      const keys = new Set(this.#all.map(({ key }) => key));
      for (const key of [...this.#declined]) if (!keys.has(key)) this.#declined.delete(key);
    });
    $effect(() => {
      const { current } = this;
      if (current?.kind === "show" && !settings.calm && !isBusy(meeting.view)) this.large = current.key;
    });
    $effect(() => this.#keepUp());
  }

  /** One key leaves: the person I follow, else what is asked of me. False when there is nothing. */
  leave(): boolean {
    if (this.meeting.view.past !== null) return false;
    if (this.meeting.following !== null) this.meeting.follow(null);
    else if (this.current !== null) this.decline(this.current);
    else return false;
    return true;
  }

  decline({ key }: Offer): void {
    this.#declined.add(key);
    this.large = null;
  }

  /** I want to go there, with the focus. */
  go(offer: Offer): void {
    this.decline(offer);
    if (offer.ref !== null) place(this.meeting.view, offer.ref);
  }

  #asked(): readonly Offer[] {
    const { store, view } = this.meeting;
    if (view.past !== null) return [];
    const others = store.people.filter(({ id, here, active }) => here && active && id !== store.you?.id);
    const inOrder = [...others].sort(
      (a, b) => Number(b.role === "facilitator") - Number(a.role === "facilitator"),
    );
    const shows = inOrder.flatMap((person) => {
      const { id, showing: ref } = person;
      return ref && ref.kind !== "moment"
        ? [{ kind: "show" as const, person, ref, key: `show ${id} ${ref.kind} ${ref.id}` }]
        : [];
    });
    const calls = inOrder
      .filter(({ calling }) => calling)
      .map((person) => ({ kind: "call" as const, person, ref: person.looking_at, key: `call ${person.id}` }));
    return [...shows, ...calls];
  }

  /** Brings into view what the one I follow looks at, unless I am in the middle of something. */
  #keepUp(): (() => void) | undefined {
    const { following, view } = this.meeting;
    const ref = following?.looking_at ?? null;
    const root = this.root();
    const now = following === null || ref === null ? null : `${following.id} ${ref.kind} ${ref.id}`;
    const same = now === this.#place;
    this.#place = now;
    if (ref === null || root === undefined || same || view.past !== null || isBusy(view)) return undefined;
    pointAt(view, root, ref);
    return undefined;
  }
}
