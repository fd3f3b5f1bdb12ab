import { device } from "../lib/device";
import type { Minutes } from "../lib/model";
import { settings } from "../lib/settings.svelte";

export type Words = Pick<Minutes, "title" | "text" | "held_on">;
/** Words with the version they change; null when they are new. */
export type Writing = Words & { readonly version: number | null };

/** Where unfinished words survive a closed window. */
export interface Shelf {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
}

/** Minutes while somebody writes them. What is not saved yet survives a closed window, on this device. */
export class MinutesWords {
  title = $state("");
  text = $state("");
  heldOn = $state("");
  /** True when unfinished words from before were found. */
  found = $state(false);
  /** The version that these words change. */
  version: number | null = null;
  /** True when all that is written would survive a closed window. */
  kept = $state(false);
  #changes = 0;

  constructor(
    start: Writing,
    private readonly key: string,
    private readonly shelf: Shelf | null = settings.shared ? null : device,
  ) {
    this.#take(start);
  }

  get written(): Writing {
    const { title, text, heldOn, version } = this;
    return { title: title.trim(), text: text.trim(), held_on: heldOn || null, version };
  }

  /** Brings back what was written before and not saved. */
  async recall(): Promise<void> {
    const kept = (await this.shelf?.get(this.key).catch(() => null)) as Writing | null | undefined;
    if (!kept) return;
    this.#take(kept);
    this.found = true;
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
