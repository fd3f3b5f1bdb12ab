/** A command that the server could not take yet goes out again later under its id. */
import type { Rejected } from "./protocol";
import type { Clock } from "./surroundings";

/** Milliseconds before the next try, where the server does not say. */
export const REST = 2_000;
const NOT_YET: readonly string[] = ["too_fast", "storage_unavailable"];

export class Patience {
  resting = false;

  constructor(
    private readonly clock: Clock,
    private readonly goOn: () => void,
  ) {}

  /** True when the command was refused only for now; then a rest has begun. */
  isNotYet({ code, detail }: Rejected): boolean {
    if (!NOT_YET.includes(code)) return false;
    if (!this.resting) this.#rest(Number(detail.retry_after_ms) || REST);
    return true;
  }

  #rest(ms: number): void {
    this.resting = true;
    this.clock.after(ms, () => {
      this.resting = false;
      this.goOn();
    });
  }
}
