/** Commands that the server could not take yet go out again later under their ids: one by one, until none waits. */
import { WINDOW } from "./outbox";
import type { Rejected } from "./protocol";
import type { Clock } from "./surroundings";

/** Milliseconds before the next try, where the server does not say. */
export const REST = 2_000;
const NOT_YET: readonly string[] = ["too_fast", "storage_unavailable"];

export class Patience {
  #resting = false;
  #careful = false;

  constructor(
    private readonly clock: Clock,
    private readonly goOn: () => void,
  ) {}

  /** How many may be on their way at once. */
  get window(): number {
    if (this.#resting) return 0;
    return this.#careful ? 1 : WINDOW;
  }

  /** True when the command was refused only for now; then a rest has begun. */
  isNotYet({ code, detail }: Rejected): boolean {
    if (!NOT_YET.includes(code)) return false;
    this.#careful = true;
    if (!this.#resting) this.#rest(Number(detail.retry_after_ms) || REST);
    return true;
  }

  /** Nothing waits any more. */
  relax(): void {
    this.#careful = false;
  }

  #rest(ms: number): void {
    this.#resting = true;
    this.clock.after(ms, () => {
      this.#resting = false;
      this.goOn();
    });
  }
}
