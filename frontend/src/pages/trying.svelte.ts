import { isGone, plainProblem } from "./problems";

/** Work with the server, one piece at a time; what went wrong stays readable until the next try. */
export class Trying {
  busy = $state(false);
  problem = $state("");
  /** The problem will not pass by itself. */
  gone = $state(false);

  protected async try(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = "";
    this.gone = false;
    try {
      await work();
    } catch (error) {
      this.problem = plainProblem(error);
      this.gone = isGone(error);
    }
    this.busy = false;
  }
}
