import type { Clock, Line, LineHooks } from "./surroundings";

type OpenLine = (boardId: string, hooks: LineHooks) => Line;

/** So many websockets in a row must fail before plain requests are used. */
export const MOST_FAILED = 3;
/** Milliseconds between two tries whether websockets work by now. */
export const PROBE_EVERY = 120_000;
/** The connection broke without a word: what a network that blocks websockets looks like. */
const BROKEN = 1006;

/** Which way leads to the server: a websocket, or plain requests where the network blocks those. */
export class Lines {
  /** Plain requests are used. */
  slow = $state(false);
  #failed = 0;

  constructor(
    private readonly socket: OpenLine,
    private readonly poll: OpenLine,
    private readonly clock: Clock,
  ) {}

  open(boardId: string, hooks: LineHooks): Line {
    return this.slow ? this.#polling(boardId, hooks) : this.#trying(boardId, hooks);
  }

  #trying(boardId: string, hooks: LineHooks): Line {
    let silent = true;
    const failed = (): void => {
      if (!silent) return;
      silent = false;
      this.#failed += 1;
      this.slow = this.#failed >= MOST_FAILED;
    };
    const line = this.socket(boardId, {
      opened: hooks.opened,
      heard: (text) => {
        silent = false;
        this.#failed = 0;
        hooks.heard(text);
      },
      ended: (code) => {
        if (code === BROKEN) failed();
        silent = false;
        hooks.ended(code);
      },
    });
    return {
      send: (text) => {
        line.send(text);
      },
      leave: () => {
        failed(); // nothing came in all the time that the line was given
        line.leave();
      },
    };
  }

  #polling(boardId: string, hooks: LineHooks): Line {
    const line = this.poll(boardId, hooks);
    let stop = (): void => undefined;
    const probe = (): void => {
      stop = this.clock.after(PROBE_EVERY, () => {
        stop = this.#probe(boardId, probe, () => {
          line.leave();
          hooks.ended(BROKEN);
        });
      });
    };
    probe();
    return {
      send: (text) => {
        line.send(text);
      },
      leave: () => {
        stop();
        line.leave();
      },
    };
  }

  /** A websocket that opens ends the slow line; should it stay silent all the same, one failure leads back. */
  #probe(boardId: string, again: () => void, works: () => void): () => void {
    const probing = this.socket(boardId, {
      opened: () => {
        probing.leave();
        this.slow = false;
        this.#failed = MOST_FAILED - 1;
        works();
      },
      heard: () => undefined,
      ended: again,
    });
    return () => {
      probing.leave();
    };
  }
}
