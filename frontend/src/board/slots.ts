/** The elements of a list of slips: which one draws which slip. Pure but for what it remembers. */
export class Slots {
  #held: readonly { readonly id: string; readonly slot: number }[] = [];
  #next = 0;

  /**
   * The slot of each slip, in order. A slip keeps its own, so that its element moves along with it. `far`: nearly all
   * of them would move, so that the elements stay where they are and are drawn over.
   */
  of(ids: readonly string[], far: boolean): readonly number[] {
    const slots = far ? ids.map((_, place) => this.#held[place]?.slot ?? this.#fresh()) : this.#kept(ids);
    this.#held = ids.map((id, place) => ({ id, slot: slots[place] as number }));
    return slots;
  }

  #kept(ids: readonly string[]): readonly number[] {
    const known = new Map(this.#held.map(({ id, slot }) => [id, slot]));
    return ids.map((id) => known.get(id) ?? this.#fresh());
  }

  #fresh(): number {
    this.#next += 1;
    return this.#next;
  }
}
