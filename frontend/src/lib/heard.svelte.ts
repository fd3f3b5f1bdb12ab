import { ApiError } from "./http";
import type { Http } from "./http";
import type { Comment } from "./model";
import { isReadable } from "./talk";

/** Up to when a person has read what was said on a board, on any of their devices. */
export class Heard {
  /** ISO 8601, UTC; "" for nothing yet, null before it is known. */
  #at: string | null = $state(null);
  #owed = false;

  constructor(
    private readonly boardId: string,
    private readonly http: Http,
  ) {}

  /** Somebody else's words, said after that moment. */
  isNew(comment: Comment, you: string | undefined): boolean {
    if (this.#at === null || !isReadable(comment) || comment.at <= this.#at) return false;
    return comment.author !== you && comment.written_by !== you;
  }

  /** Everything said up to this moment is read. Told to the server as soon as there is a line. */
  async read(at: string): Promise<void> {
    if (at > (this.#at ?? "")) this.#at = at;
    this.#owed = true;
    await this.sync();
  }

  /** Brings this device and the server together; without a line it is left for later. */
  async sync(): Promise<void> {
    const path = `/api/boards/${this.boardId}/heard`;
    const own = this.#at ?? "";
    try {
      const asked = this.#owed && own !== "" ? this.http.put(path, { at: own }) : this.http.get(path);
      const { at } = (await asked) as { readonly at: string | null };
      if ((this.#at ?? "") === own) this.#owed = false;
      this.#at = [at ?? "", this.#at ?? ""].sort().at(-1) ?? "";
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }
}
