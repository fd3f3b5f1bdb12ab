import { device } from "../lib/device";
import type { Minutes } from "../lib/model";
import { settings } from "../lib/settings.svelte";
import { browserClock, type Clock } from "../lib/surroundings";

export type Words = Pick<Minutes, "title" | "text" | "held_on">;
/** Words with the version they change; null when they are new. */
export type Writing = Words & { readonly version: number | null };

/** Where unfinished words survive a closed window. */
export interface Shelf {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
}

/** Milliseconds that a page waits for unfinished words. A device that takes longer keeps nothing. */
export const LOOK_WITHIN = 3_000;

/** Minutes while somebody writes them. What is not saved yet survives a closed window, on this device. */
export class MinutesWords {
  title = $state("");
  text = $state("");
  heldOn = $state("");
  /** False while unfinished words may still be found: nothing is to be written over them. */
  ready = $state(false);
  /** True when unfinished words from before were found. */
  found = $state(false);
  /** The version that these words change. */
  version: number | null = null;
  /** True when all that is written would survive a closed window. */
  kept = $state(false);
  #changes = 0;
  readonly #began: Writing;

  constructor(
    start: Writing,
    private readonly key: string,
    private shelf: Shelf | null = settings.shared ? null : device,
    private readonly clock: Clock = browserClock,
  ) {
    this.#take(start);
    this.#began = this.written;
  }

  /** True when words stand here that stand nowhere else. */
  get touched(): boolean {
    const { title, text, held_on } = this.written;
    const same = title === this.#began.title && text === this.#began.text && held_on === this.#began.held_on;
    return this.found || !same;
  }

  get written(): Writing {
    const { title, text, heldOn, version } = this;
    return { title: title.trim(), text: text.trim(), held_on: heldOn || null, version };
  }

  /** Brings back what was written before and not saved. */
  async recall(): Promise<void> {
    const kept = await this.#look();
    if (kept) {
      this.#take(kept);
      this.found = true;
    }
    this.ready = true;
  }

  async #look(): Promise<Writing | null | undefined> {
    let cancel = (): void => undefined;
    const late = new Promise<never>((_, reject) => {
      cancel = this.clock.after(LOOK_WITHIN, reject);
    });
    try {
      return (await Promise.race([this.shelf?.get(this.key), late])) as Writing | null | undefined;
    } catch {
      this.shelf = null; // what is there stays for another time
      return null;
    } finally {
      cancel();
    }
  }

  /** To be called after each sign. */
  async changed(): Promise<void> {
    this.#changes += 1;
    this.kept = false;
    const change = this.#changes;
    const done = await this.#keep(this.written);
    if (change === this.#changes) this.kept = done;
  }

  forget(): void {
    this.#changes += 1;
    void this.#keep(null);
  }

  /** False where a device cannot keep anything. */
  async #keep(words: Writing | null): Promise<boolean> {
    if (this.shelf === null) return false;
    return this.shelf.set(this.key, words).then(
      () => true,
      () => false,
    );
  }

  #take({ title, text, held_on, version }: Writing): void {
    this.version = version;
    [this.title, this.text, this.heldOn] = [title, text, held_on ?? ""];
  }
}
