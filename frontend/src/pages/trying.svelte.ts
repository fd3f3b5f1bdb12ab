import { plainProblem } from "./problems";

/** Work with the server, one piece at a time; what went wrong stays readable until the next try. */
export class Trying {
  busy = $state(false);
  problem = $state("");

  protected async try(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = "";
    try {
      await work();
    } catch (error) {
      this.problem = plainProblem(error);
    }
    this.busy = false;
  }
}
