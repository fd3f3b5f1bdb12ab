import type { PresenceFields } from "./protocol";
import type { Clock } from "./surroundings";

/** Milliseconds between two presence messages of one browser. */
export const PRESENCE_EVERY = 150;

/** Says what I hold and look at, at most once in a while, and again after the line was lost. */
export class Presence {
  #fields: PresenceFields | null = null;
  #unsaid = false;
  #resting = false;

  constructor(
    private readonly send: (fields: PresenceFields) => boolean,
    private readonly clock: Clock,
  ) {}

  say(fields: PresenceFields): void {
    this.#fields = { ...this.#fields, ...fields };
    this.#unsaid = true;
    if (!this.#resting) this.#sayNow(this.#fields);
  }

  /** To be called when a line is live again. */
  again(): void {
    if (this.#fields !== null) this.say({});
  }

  #sayNow(fields: PresenceFields): void {
    if (!this.send(fields)) return;
    this.#unsaid = false;
    this.#resting = true;
    this.clock.after(PRESENCE_EVERY, () => {
      this.#resting = false;
      if (this.#unsaid && this.#fields !== null) this.#sayNow(this.#fields);
    });
  }
}
