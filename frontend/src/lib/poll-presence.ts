/** What this page says of its person without a websocket. Cards held and writing are over too soon for a request. */
import { newId } from "./ids";
import type { ClientMessage } from "./protocol";

type Said = ClientMessage & { readonly type: "presence" };

export class PollPresence {
  readonly #page = newId();
  #turn = 0;
  #tag: string | null = null;
  #said: Said | null = null;
  #wanted: Said | null = null;
  #posting = false;

  constructor(private readonly post: (body: object) => Promise<unknown>) {}

  /** What goes with a question for news. */
  get query(): string {
    const people = this.#tag === null ? "" : `&people=${this.#tag}`;
    return this.#said === null ? people : `${people}&page=${this.#page}&turn=${String(this.#turn)}`;
  }

  heard(tag: string): void {
    this.#tag = tag;
  }

  async say({ holding: _holding, writing: _writing, ...said }: Said): Promise<void> {
    this.#wanted = said;
    if (JSON.stringify(said) !== JSON.stringify(this.#said)) await this.#send();
  }

  /** The server does not know it any more. */
  async again(): Promise<void> {
    this.#wanted ??= this.#said;
    await this.#send();
  }

  /** One after another; of what is said meanwhile only the last is sent. */
  async #send(): Promise<void> {
    if (this.#posting) return;
    this.#posting = true;
    try {
      while (this.#wanted !== null) {
        const presence = this.#wanted;
        this.#wanted = null;
        await this.post({ page: this.#page, turn: this.#turn + 1, presence });
        [this.#said, this.#turn] = [presence, this.#turn + 1];
      }
    } finally {
      this.#posting = false;
    }
  }
}
