import { goesOn, headOf, type CheckpointAnswer, type SeenCheckpoint } from "../lib/checkpoint";
import type { Clock } from "../lib/surroundings";

/** Milliseconds between two looks while a board is open. */
export const LOOKS_EVERY_MS = 300_000;

/** What a witness works with: the server, and where this device keeps what it saw. */
export interface WitnessTools {
  ask(after: number): Promise<CheckpointAnswer>;
  tell(note: string): Promise<unknown>;
  recall(): Promise<SeenCheckpoint | null>;
  remember(seen: SeenCheckpoint): Promise<void>;
  readonly clock: Clock;
}

/** Two histories of one board: the one that this device saw, and the one that the server shows now. */
export interface Fork {
  readonly seen: SeenCheckpoint;
  readonly now: CheckpointAnswer;
}

/** Remembers the last checkpoint of a board on this device, and sees whether the log goes on from it. */
export class Witness {
  fork: Fork | null = $state.raw(null);
  #looking = false;
  #closed = false;
  #stop: (() => void) | null = null;

  constructor(private readonly tools: WitnessTools) {}

  /** Looks now, and now and then from here on. What cannot be asked is asked another time. */
  async look(): Promise<void> {
    if (this.#looking || this.fork !== null) return;
    this.#looking = true;
    try {
      await this.#compare();
    } catch {
      // no line, or no place to keep it
    }
    this.#looking = false;
    if (this.#closed) return;
    this.#stop?.();
    this.#stop = this.tools.clock.after(LOOKS_EVERY_MS, () => void this.look());
  }

  /** The person knows, and takes the history that is there now. */
  async accept(): Promise<void> {
    if (this.fork === null) return;
    await this.#keep(this.fork.now);
    this.fork = null;
  }

  close(): void {
    this.#closed = true;
    this.#stop?.();
    this.#stop = null;
  }

  async #compare(): Promise<void> {
    const seen = await this.tools.recall();
    const now = await this.tools.ask(seen === null ? 0 : (headOf(seen.note)?.size ?? 0));
    if (seen === null || goesOn(seen, now)) {
      await this.#keep(now);
      return;
    }
    this.fork = { seen, now };
    await this.tools.tell(seen.note);
  }

  #keep({ note, words }: CheckpointAnswer): Promise<void> {
    return this.tools.remember({ note, words, at: new Date(this.tools.clock.now()).toISOString() });
  }
}
