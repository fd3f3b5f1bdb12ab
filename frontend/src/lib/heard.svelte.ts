import { ApiError } from "./http";
import type { Http } from "./http";
import type { Comment } from "./model";
import { isReadable, type Said } from "./talk";

/** The comments read one by one, where this device keeps them. Rejects when it cannot. */
export interface HeardKeeping {
  all(): Promise<readonly string[]>;
  set(ids: readonly string[]): Promise<void>;
}

/** Up to when a person has read what was said on a board, on any of their devices; and what they read since, here. */
export class Heard {
  /** ISO 8601, UTC; "" for nothing yet, null before it is known. */
  #at: string | null = $state(null);
  #ones: ReadonlySet<string> = $state.raw(new Set());
  #owed = false;

  constructor(
    private readonly boardId: string,
    private readonly http: Http,
    private readonly keeping: HeardKeeping | null = null,
  ) {}

  /** Takes over what was read one by one on this device before. */
  async recall(): Promise<void> {
    const kept = await (this.keeping?.all().catch(() => []) ?? []);
    this.#ones = new Set([...this.#ones, ...kept]);
  }

  /** Somebody else's words, said after that moment and not read by themselves. */
  isNew({ id, comment }: Said, you: string | undefined): boolean {
    if (this.#at === null || !isReadable(comment) || comment.at <= this.#at) return false;
    return comment.author !== you && comment.written_by !== you && !this.#ones.has(id);
  }

  /** Everything said up to this moment is read. Told to the server as soon as there is a line. */
  async read(at: string): Promise<void> {
    if (at > (this.#at ?? "")) this.#at = at;
    this.#owed = true;
    await this.sync();
  }

  /** These words are read. Once nothing before them is new, that holds on every device. */
  async readOne(id: string, all: ReadonlyMap<string, Comment>, you: string | undefined): Promise<void> {
    this.#ones = new Set([...this.#ones, id]);
    const said = [...all].map(([one, comment]): Said => ({ id: one, comment }));
    const fresh = said.filter((one) => this.isNew(one, you)).map(({ comment }) => comment.at);
    const [first = "~"] = fresh.sort();
    const until = said.map(({ comment }) => comment.at).filter((at) => at < first);
    const upto = until.sort().at(-1) ?? "";
    const later = [...this.#ones].filter((one) => (all.get(one)?.at ?? "") > upto);
    this.#ones = new Set(later);
    await Promise.all([
      this.keeping?.set(later).catch(() => undefined),
      upto > (this.#at ?? "~") ? this.read(upto) : undefined,
    ]);
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
