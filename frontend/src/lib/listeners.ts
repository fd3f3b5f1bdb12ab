/** Those who want to hear of something. */
export class Listeners<Told extends readonly unknown[]> {
  #all: readonly ((...told: Told) => void)[] = [];

  /** Returns what stops it. */
  add(listener: (...told: Told) => void): () => void {
    this.#all = [...this.#all, listener];
    return () => {
      this.#all = this.#all.filter((other) => other !== listener);
    };
  }

  tell(...told: Told): void {
    for (const listen of this.#all) listen(...told);
  }
}
