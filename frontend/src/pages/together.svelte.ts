import { untrack } from "svelte";
import { SvelteSet } from "svelte/reactivity";
import type { BoardStore } from "../lib/board-store.svelte";
import { NOBODY } from "../lib/people";
import type { PersonHere } from "../lib/protocol";
import { browserClock, type Clock } from "../lib/surroundings";
import type { LookingBack } from "./looking-back.svelte";

/** Somebody who shows a moment of the past to everybody. */
export interface Shower {
  readonly person: PersonHere;
  readonly seq: number;
}

/** Milliseconds in which somebody who is here again may go on showing. */
export const BACK_MS = 3_000;
const MOMENT = /^moment-([1-9][0-9]{0,8})$/;

/** Looking back together: one shows, whoever wants sees the same moment, and leaves with one key. */
export class Together {
  /** I show where I look back. */
  readonly showing: boolean = $derived.by(() => this.store.said.showing?.kind === "moment");
  readonly showers: readonly Shower[] = $derived.by(() => this.#others().flatMap(showerOf));
  /** With whom I look along. */
  readonly along: Shower | null = $derived.by(
    () => this.showers.find(({ person }) => person.id === this.#with) ?? null,
  );
  /** With whom I look along, while they are not here: their line is lost, or their page is closed. */
  readonly missed: PersonHere | null = $derived.by(() => {
    const person = this.along === null ? this.store.people.find(({ id }) => id === this.#with) : undefined;
    return person?.active === true && !person.here ? person : null;
  });
  /** Why looking along ended by itself, in a sentence. */
  news = $state("");
  /** Who asks me to look along; null when I declined, show something myself or look along already. */
  readonly offer: Shower | null = $derived.by(() =>
    this.showing || this.#with !== null
      ? null
      : (this.showers.find(({ person }) => !this.#declined.has(person.id)) ?? null),
  );
  /** Nobody else is here. */
  readonly alone: boolean = $derived.by(() => this.#others().length === 0);
  /** Those who look along with me. */
  readonly company: readonly PersonHere[] = $derived.by(() =>
    this.#others().filter(({ following }) => following === this.store.you?.id),
  );
  #with: string | null = $state(null);
  /** The moment that was shown to me last; another one on the screen means that I went my own way. */
  #seq: number | null = null;
  readonly #declined = new SvelteSet<string>();
  #wasMissed = false;
  #stopWaiting = (): void => undefined;

  constructor(
    private readonly store: BoardStore,
    private readonly lookingBack: LookingBack,
    private readonly clock: Clock = browserClock,
  ) {}

  show(): void {
    this.leave();
    this.news = "";
    this.#say(this.lookingBack.at);
  }

  stopShowing(): void {
    this.#say(null);
  }

  /** Sees what they see from now on. */
  join({ person }: Shower): void {
    this.news = "";
    this.lookingBack.pause();
    this.lookingBack.playAll();
    this.#with = person.id;
    this.store.presence({ following: person.id });
  }

  decline({ person }: Shower): void {
    this.#declined.add(person.id);
  }

  /** Goes on alone, at the moment that is on the screen. */
  leave(): void {
    if (this.#with === null) return;
    this.#with = null;
    this.#seq = null;
    this.#wasMissed = false;
    this.#stopWaiting();
    this.store.presence({ following: null });
  }

  /** Keeps up while a board is open; returns what stops it. */
  listen(): () => void {
    return $effect.root(() => {
      $effect(() => {
        const { at } = this.lookingBack;
        untrack(() => {
          this.#moved(at);
        });
      });
      $effect(() => {
        this.keepUp();
      });
      $effect(() => {
        const there = new Set(this.showers.map(({ person }) => person.id));
        for (const id of [...this.#declined]) if (!there.has(id)) this.#declined.delete(id);
      });
    });
  }

  /** Sees what is shown, as soon as this page knows that moment, and what becomes of the person who shows it. */
  keepUp(): void {
    const { along, missed, offer } = this;
    const known = along !== null && along.seq <= this.lookingBack.log.head;
    untrack(() => {
      if (offer !== null) this.news = "";
      if (along === null) this.#alone(missed);
      else if (known) this.#follow(along);
    });
  }

  /** I am at another moment: others see it too, or I went my own way. */
  #moved(at: number | null): void {
    if (this.showing) this.#say(at);
    else if (this.#with !== null && this.#seq !== null && at !== this.#seq) this.leave();
  }

  #follow({ seq }: Shower): void {
    this.#stopWaiting();
    this.#wasMissed = false;
    if (seq === this.#seq) return;
    this.#seq = seq;
    this.lookingBack.show(seq);
  }

  /** Nobody shows any more. Whoever only lost the line is waited for, at the moment that was shown last. */
  #alone(missed: PersonHere | null): void {
    this.#stopWaiting();
    if (this.#with === null) return;
    if (missed !== null) this.#wasMissed = true;
    else if (this.#wasMissed) this.#stopWaiting = this.clock.after(BACK_MS, () => this.#end());
    else this.#end();
  }

  #end(): void {
    const shower = this.store.people.find(({ id }) => id === this.#with);
    const saw = this.#seq !== null;
    this.leave();
    if (saw) this.lookingBack.toNow();
    this.news = `${shower?.pseudonym ?? NOBODY} stopped showing. You are back at now.`;
  }

  #others(): readonly PersonHere[] {
    return this.store.people.filter(({ id, here, active }) => here && active && id !== this.store.you?.id);
  }

  #say(at: number | null): void {
    this.store.presence({ showing: at === null ? null : { kind: "moment", id: `moment-${String(at)}` } });
  }
}

function showerOf(person: PersonHere): readonly Shower[] {
  const said = person.showing?.kind === "moment" ? MOMENT.exec(person.showing.id) : null;
  return said === null ? [] : [{ person, seq: Number(said[1]) }];
}
