/** One line to a board that mends itself. Knows nothing of what the messages mean but `welcome` and `ping`. */
import { ApiError } from "./http";
import { PROTOCOL_VERSION, type ClientMessage, type ServerMessage } from "./protocol";
import type { Line, LineHooks, Surroundings } from "./surroundings";
import { closedReason, type Status } from "./texts";

export interface Hooks {
  /** The last seq this browser holds; null asks for the whole state. */
  after(): number | null;
  message(message: ServerMessage): void;
  /** `reason` is there when the status is closed. */
  status(status: Status, reason: string | null): void;
}

export const PING_EVERY = 20_000;
export const ANSWER_WITHIN = 10_000;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 10_000;
const NOT_SIGNED_IN = 4401;

type Around = Pick<Surroundings, "line" | "csrf" | "clock" | "random">;

export class Connection {
  #line: Line | null = null;
  #turn = 0;
  #live = false;
  #open = false;
  #attempts = 0;
  #cancel = (): void => undefined;

  constructor(
    private readonly boardId: string,
    private readonly hooks: Hooks,
    private readonly around: Around,
  ) {}

  open(): void {
    if (this.#open) return;
    this.#open = true;
    this.hooks.status("connecting", null);
    void this.#connect();
  }

  close(): void {
    this.#open = false;
    this.#letGo();
  }

  /** Sends at once; false when there is no live line. */
  send(message: ClientMessage): boolean {
    if (!this.#live) return false;
    this.#say(message);
    return true;
  }

  /** Starts anew from `hooks.after()`, because what came over this line had a gap. */
  resync(): void {
    this.#lost();
  }

  /** The network or the page is back: tries at once, or asks whether the line is still there. */
  wake(): void {
    if (!this.#open) return;
    if (this.#live) this.#ping();
    else if (this.#line === null) void this.#connect();
  }

  async #connect(): Promise<void> {
    this.#letGo();
    const turn = this.#turn;
    this.#wait(ANSWER_WITHIN, () => {
      this.#lost(); // a network that swallows requests would keep this one for minutes
    });
    const csrf = await this.#token();
    if (csrf === null || turn !== this.#turn || !this.#open) return;
    this.#line = this.around.line(this.boardId, this.#lineHooks(csrf));
    this.#wait(ANSWER_WITHIN, () => {
      this.#lost();
    });
  }

  #lineHooks(csrf: string): LineHooks {
    return {
      opened: () => {
        const after = this.hooks.after();
        this.#say({ type: "hello", protocol: PROTOCOL_VERSION, csrf, after });
      },
      heard: (text) => {
        this.#heard(JSON.parse(text) as ServerMessage);
      },
      ended: (code) => {
        this.#ended(code);
      },
    };
  }

  /** The token of this session; null when it could not be had, and then the next step is taken already. */
  async #token(): Promise<string | null> {
    const turn = this.#turn;
    try {
      return await this.around.csrf();
    } catch (error) {
      if (turn !== this.#turn || !this.#open) return null;
      this.#ended(error instanceof ApiError && error.status === 401 ? NOT_SIGNED_IN : 0);
      return null;
    }
  }

  #heard(message: ServerMessage): void {
    if (message.type === "welcome") {
      this.#live = true;
      this.#attempts = 0;
      this.hooks.status("live", null);
    }
    if (this.#live) this.#restAfterNews();
    this.hooks.message(message);
  }

  #restAfterNews(): void {
    this.#wait(PING_EVERY, () => {
      this.#ping();
    });
  }

  #ping(): void {
    this.send({ type: "ping", t: this.around.clock.now() });
    this.#wait(ANSWER_WITHIN, () => {
      this.#lost();
    });
  }

  #ended(code: number): void {
    const reason = closedReason(code);
    if (reason === null) {
      this.#lost();
      return;
    }
    this.close();
    this.hooks.status("closed", reason);
  }

  #lost(): void {
    this.#letGo();
    this.hooks.status("offline", null);
    this.#wait(waitBefore(this.#attempts, this.around.random()), () => void this.#connect());
    this.#attempts += 1;
  }

  #say(message: ClientMessage): void {
    this.#line?.send(JSON.stringify(message));
  }

  /** One timer at a time: until the next try, the next ping, or the answer. */
  #wait(ms: number, then: () => void): void {
    this.#cancel();
    this.#cancel = this.around.clock.after(ms, then);
  }

  /** Leaves the line without waiting for it: a dead one would take minutes to say goodbye. */
  #letGo(): void {
    this.#turn += 1;
    this.#live = false;
    this.#cancel();
    this.#line?.leave();
    this.#line = null;
  }
}

/** Milliseconds before a try: 0.5 s, 1 s, 2 s ... 10 s, and up to half as much again so that not all come at once. */
export function waitBefore(attempts: number, random: number): number {
  const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempts);
  return wait + (random * wait) / 2;
}
