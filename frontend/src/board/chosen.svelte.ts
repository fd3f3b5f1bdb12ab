import { SvelteSet } from "svelte/reactivity";
import type { Spot } from "./spots";

/** The slips chosen for one shared move. Holds keys; `choosing` means that a tap chooses. */
export class Chosen {
  choosing = $state(false);
  readonly #keys = new SvelteSet<string>();

  get count(): number {
    return this.#keys.size;
  }

  has(key: string): boolean {
    return this.#keys.has(key);
  }

  toggle(key: string): void {
    if (!this.#keys.delete(key)) this.#keys.add(key);
  }

  /** Chooses every slip from the last chosen one to this one in the same list, or this one alone. */
  stretch(list: readonly Spot[], key: string): void {
    const keys = list.map((spot) => spot.key);
    const from = keys.findLastIndex((other) => this.#keys.has(other));
    const to = keys.indexOf(key);
    const [start, end] = from === -1 ? [to, to] : [Math.min(from, to), Math.max(from, to)];
    for (const between of keys.slice(start, end + 1)) this.#keys.add(between);
  }

  clear(): void {
    this.#keys.clear();
    this.choosing = false;
  }

  /** The chosen slips in the order of the screen. Those that are gone are left out. */
  spots(all: ReadonlyMap<string, Spot>): Spot[] {
    return [...all.values()].filter(({ key }) => this.#keys.has(key));
  }

  /** Forgets slips that are no longer there. */
  keep(all: ReadonlyMap<string, Spot>): void {
    for (const key of [...this.#keys]) if (!all.has(key)) this.#keys.delete(key);
  }
}
