import type { KeptDraft, ThrownAway } from "./draft";
import type { DraftKeeping } from "./draft-keeping";
import { KEEP_WITHIN } from "./keeper.svelte";
import type { Clock } from "./surroundings";

/** The disk under somebody's drafts. One that fails, or does not answer, keeps nothing from then on. */
export class DraftDevice {
  keeps = $state(false);
  readonly busy: boolean = $derived.by(() => this.#onTheirWay > 0);
  /** Resolves once the disk has what it was told until now, or cannot have it. */
  settled: Promise<unknown> = Promise.resolve();
  #onTheirWay = $state(0);
  #keeping: DraftKeeping | null;

  constructor(
    keeping: DraftKeeping | null,
    private readonly clock: Clock,
  ) {
    this.#keeping = keeping;
    this.keeps = keeping !== null;
  }

  forget(): void {
    this.#keeping = null;
    this.keeps = false;
  }

  async all(): Promise<readonly KeptDraft[]> {
    return (await this.#try((keeping) => this.#inTime(keeping.all()))) ?? [];
  }

  put(draft: KeptDraft): void {
    this.#tell((keeping) => keeping.put(draft));
  }

  drop(id: string): void {
    this.#tell((keeping) => keeping.drop(id));
  }

  /** The other windows of this browser hear what was thrown away. */
  tell(away: ThrownAway): void {
    this.#keeping?.tell(away);
  }

  hear(then: (away: ThrownAway) => void): () => void {
    return this.#keeping?.hear(then) ?? ((): void => undefined);
  }

  #tell(work: (keeping: DraftKeeping) => Promise<void>): void {
    this.#onTheirWay += 1;
    const told = this.#try(work).finally(() => {
      this.#onTheirWay -= 1;
    });
    this.settled = Promise.all([this.settled, told]);
  }

  /** Rejects when the device does not answer. */
  #inTime<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const cancel = this.clock.after(KEEP_WITHIN, () => {
        reject(new Error("This device does not answer."));
      });
      void work.then(resolve, reject).finally(cancel);
    });
  }

  async #try<T>(work: (keeping: DraftKeeping) => Promise<T>): Promise<T | null> {
    if (this.#keeping === null) return null;
    try {
      return await work(this.#keeping);
    } catch {
      this.forget();
      return null;
    }
  }
}
