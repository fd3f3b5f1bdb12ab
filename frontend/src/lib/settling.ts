import type { BoardEvent } from "./protocol";

/** How a command ended. No events: it changed nothing. `by`: the seq of what stands in the way, where there is such. */
export type Outcome = { readonly ok: true; readonly events: readonly BoardEvent[] } | Refused;
export interface Refused {
  readonly ok: false;
  readonly code: string;
  readonly message: string;
  readonly by?: number;
}

/** A command on its way. `settled` never rejects; it waits as long as the line is away. */
export interface Submission {
  readonly commandId: string;
  readonly settled: Promise<Outcome>;
}

/** Those who wait for the outcome of their commands. */
export class Settling {
  readonly #waiting = new Map<string, { promise: Promise<Outcome>; resolve: (outcome: Outcome) => void }>();

  expect(commandId: string): Submission {
    let resolve: (outcome: Outcome) => void = () => undefined;
    const promise = new Promise<Outcome>((settle) => {
      resolve = settle;
    });
    this.#waiting.set(commandId, { promise, resolve });
    return { commandId, settled: promise };
  }

  /** The outcome to come of a command that is not settled. */
  of(commandId: string): Promise<Outcome> | undefined {
    return this.#waiting.get(commandId)?.promise;
  }

  settle(commandId: string, outcome: Outcome): void {
    this.#waiting.get(commandId)?.resolve(outcome);
    this.#waiting.delete(commandId);
  }
}
