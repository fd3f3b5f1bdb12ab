/** A line over plain requests, for networks that block websockets: it says and hears the same messages. */
import { ApiError, type Http } from "./http";
import type { BoardEvent, ClientMessage, PersonHere, ServerMessage, Submit } from "./protocol";
import { PollPresence } from "./poll-presence";
import type { Line, LineHooks } from "./surroundings";

/** Seconds for which the server may keep a question for news waiting. */
const WAIT = 25;
const LOST = 0;
/** As a websocket says it: whoever comes again is in their new role. */
const COME_AGAIN = 1001;
const CLOSES: Readonly<Record<number, number>> = { 401: 4401, 404: 4404 };
/** Refusals of the page, not of the command: a new line brings a new token. */
const STALE_PAGE: readonly string[] = ["bad_csrf", "bad_origin"];

interface News {
  readonly events: readonly BoardEvent[];
  readonly people: readonly PersonHere[];
  /** Says in short who is here and what they do. */
  readonly tag: string;
  /** The server knows what this page said last. */
  readonly said: boolean;
}

interface Settled {
  readonly events: readonly BoardEvent[];
  readonly settles: string;
}

export class PollLine implements Line {
  readonly #path: string;
  readonly #left = new AbortController();
  #cursor = 0;
  #me: Pick<PersonHere, "id" | "role"> | null = null;
  #waiting: readonly Submit[] = [];
  #posting = false;
  readonly #presence: PollPresence;

  constructor(
    boardId: string,
    private readonly hooks: LineHooks,
    private readonly http: Pick<Http, "get" | "post">,
  ) {
    this.#path = `/api/boards/${encodeURIComponent(boardId)}`;
    this.#presence = new PollPresence((body) => http.post(`${this.#path}/presence`, body));
    queueMicrotask(() => {
      if (!this.#left.signal.aborted) hooks.opened();
    });
  }

  send(text: string): void {
    const message = JSON.parse(text) as ClientMessage;
    switch (message.type) {
      case "hello":
        void this.#try(() => this.#greet(message.after ?? null));
        break;
      case "submit":
        this.#waiting = [...this.#waiting, message];
        void this.#try(() => this.#post());
        break;
      case "ping":
        void this.#try(() => this.#pong(message.t));
        break;
      case "presence":
        void this.#try(() => this.#presence.say(message));
        break;
    }
  }

  leave(): void {
    this.#left.abort();
  }

  async #greet(after: number | null): Promise<void> {
    const since = after === null ? "" : `?after=${String(after)}`;
    const welcome = await this.#get<ServerMessage & { type: "welcome" }>(`/welcome${since}`);
    this.#cursor = welcome.seq ?? after ?? 0;
    this.#me = { id: welcome.you, role: welcome.role };
    this.#hear(welcome);
    while (!this.#left.signal.aborted) await this.#listen();
  }

  async #listen(): Promise<void> {
    const asked = `/events?after=${String(this.#cursor)}&wait=${String(WAIT)}`;
    const { events, people, tag, said } = await this.#get<News>(asked + this.#presence.query);
    this.#presence.heard(tag);
    if (!said) await this.#presence.again();
    this.#cursor = events.at(-1)?.seq ?? this.#cursor;
    if (events.length > 0) this.#hear({ type: "events", events });
    this.#hear({ type: "presence", people });
    if (this.#inAnotherRole(people)) this.#end(COME_AGAIN);
  }

  #inAnotherRole(people: readonly PersonHere[]): boolean {
    const now = people.find(({ id }) => id === this.#me?.id);
    return now !== undefined && now.role !== this.#me?.role;
  }

  /** One after another. What became an event is settled by that event, which comes with the news. */
  async #post(): Promise<void> {
    const [message] = this.#waiting;
    if (this.#posting || message === undefined) return;
    this.#posting = true;
    const answer = await this.#answerTo(message);
    this.#waiting = this.#waiting.slice(1);
    this.#posting = false;
    if (answer !== null) this.#hear(answer);
    await this.#post();
  }

  async #answerTo(message: Submit): Promise<ServerMessage | null> {
    try {
      const { events, settles } = await this.http.post<Settled>(`${this.#path}/commands`, message);
      const known = events.every(({ seq }) => seq <= this.#cursor);
      return known ? { type: "events", events: [], settles } : null;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const { code, message: reason, detail } = error;
      return { type: "rejected", command_id: message.command_id, code, message: reason, detail };
    }
  }

  async #pong(t: number): Promise<void> {
    await this.http.get("/api/me");
    this.#hear({ type: "pong", t });
  }

  #get<T>(rest: string): Promise<T> {
    return this.http.get<T>(this.#path + rest, this.#left.signal);
  }

  #hear(message: ServerMessage): void {
    if (!this.#left.signal.aborted) this.hooks.heard(JSON.stringify(message));
  }

  /** The line ends with what cannot be answered. */
  async #try(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (this.#left.signal.aborted) return;
      this.#end(error instanceof ApiError ? (CLOSES[error.status] ?? LOST) : LOST);
    }
  }

  #end(code: number): void {
    this.leave();
    this.hooks.ended(code);
  }
}

/** Whether the server has decided against the command, rather than not heard it rightly. */
function isRefusal(error: unknown): error is ApiError {
  if (!(error instanceof ApiError) || STALE_PAGE.includes(error.code)) return false;
  const decided = error.status >= 400 && error.status < 500 && !(error.status in CLOSES);
  return decided || error.code === "storage_unavailable";
}
