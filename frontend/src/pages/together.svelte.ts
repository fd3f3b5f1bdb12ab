import { untrack } from "svelte";
import { SvelteSet } from "svelte/reactivity";
import type { BoardStore } from "../lib/board-store.svelte";
import type { PersonHere } from "../lib/protocol";
import type { LookingBack } from "./looking-back.svelte";

/** Somebody who shows a moment of the past to everybody. */
export interface Shower {
  readonly person: PersonHere;
  readonly seq: number;
}

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

  constructor(
    private readonly store: BoardStore,
    private readonly lookingBack: LookingBack,
  ) {}

  show(): void {
    this.leave();
    this.#say(this.lookingBack.at);
  }

  stopShowing(): void {
    this.#say(null);
  }

  /** Sees what they see from now on. */
  join({ person }: Shower): void {
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
        const { along } = this;
        untrack(() => {
          this.#keepUp(along);
        });
      });
      $effect(() => {
        const there = new Set(this.showers.map(({ person }) => person.id));
        for (const id of [...this.#declined]) if (!there.has(id)) this.#declined.delete(id);
      });
    });
  }

  /** I am at another moment: others see it too, or I went my own way. */
  #moved(at: number | null): void {
    if (this.showing) this.#say(at);
    else if (this.#with !== null && this.#seq !== null && at !== this.#seq) this.leave();
  }

  #keepUp(along: Shower | null): void {
    if (this.#with === null) return;
    if (along !== null) {
      this.#seq = along.seq;
      this.lookingBack.show(along.seq);
    } else if (this.#seq !== null) {
      this.#with = null;
      this.#seq = null;
      this.store.presence({ following: null });
      this.lookingBack.toNow();
    }
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
