import type { Seen } from "../lib/api";
import { browserClock, type Clock } from "../lib/surroundings";

/** Milliseconds between two notes of what was seen. */
export const REST_MS = 2_000;
/** Milliseconds without a look at the board after which coming back is told of. */
export const AWAY_MS = 600_000;
/** Milliseconds of looking at the board after which it counts as seen, though nobody answered what is told. */
export const LONG_LOOK_MS = 60_000;

/** Where the server notes how far I have come. */
export interface Notes {
  seen(): Promise<Seen>;
  saw(seq: number): Promise<Seen>;
}

/** The changes that somebody missed: behind `after`, up to `to`. `at`: when they were last here. */
export interface Missed {
  readonly after: number;
  readonly to: number;
  readonly at: string;
}

/** Where I left off on a board, on whichever device, and what I missed. */
export class LeftOff {
  missed: Missed | null = $state.raw(null);
  /** The head that is on the screen now; null while nobody looks at it. */
  #head: number | null = null;
  #noted = 0;
  #leftAt = -Infinity;
  #toldAt = -Infinity;
  #due = true;
  #stop: (() => void) | null = null;

  constructor(
    private readonly notes: Notes,
    /** Whether somebody else did something in a stretch. */
    private readonly busy: (after: number, to: number) => boolean,
    private readonly clock: Clock = browserClock,
  ) {}

  /** Says what is on the screen of a page that is visible: the head of the board, or null for anything else. */
  seeing(head: number | null): void {
    const now = this.clock.now();
    if (head === null) this.#look(now);
    else {
      if (this.#head === null && now - this.#leftAt > AWAY_MS) this.#due = true;
      this.#head = head;
      if (this.#due) void this.#ask(head);
      else this.#noteSoon();
    }
  }

  /** The person knows by now what they missed. */
  told(): void {
    const to = this.missed?.to ?? 0;
    this.missed = null;
    this.#toldAt = -Infinity;
    this.#stop?.();
    this.#stop = null;
    void this.#note(to);
  }

  #look(leaving: number): void {
    if (this.#head !== null) this.#leftAt = leaving;
    this.#head = null;
    this.#stop?.();
    this.#stop = null;
  }

  /** What comes while it is asked is seen, not missed. */
  async #ask(to: number): Promise<void> {
    this.#due = false;
    try {
      const { seq, at } = await this.notes.seen();
      this.#noted = seq ?? 0;
      if (seq !== null && at !== null && this.missed === null && this.busy(seq, to)) {
        this.missed = { after: seq, to, at };
        this.#toldAt = this.clock.now();
      }
      this.#noteSoon();
    } catch {
      this.#due = true; // asked again at the next change
    }
  }

  /** One note for all that comes meanwhile. What is told is not seen before it was answered, or looked at for long. */
  #noteSoon(): void {
    if (this.#head === null || this.#head <= this.#noted || this.#stop !== null) return;
    const long = this.missed === null ? 0 : this.#toldAt + LONG_LOOK_MS - this.clock.now();
    this.#stop = this.clock.after(Math.max(REST_MS, long), () => {
      this.#stop = null;
      if (this.#head !== null) void this.#note(this.#head);
    });
  }

  async #note(head: number): Promise<void> {
    try {
      this.#noted = (await this.notes.saw(head)).seq ?? head;
      this.#noteSoon();
    } catch {
      // noted with the next change
    }
  }
}
