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
  #recalled: Promise<void> = Promise.resolve();
  #keeping: HeardKeeping | null;

  constructor(
    private readonly boardId: string,
    private readonly http: Http,
    keeping: HeardKeeping | null = null,
  ) {
    this.#keeping = keeping;
  }

  /** Takes over what was read one by one on this device before. */
  recall(): Promise<void> {
    this.#recalled = this.#others().then((kept) => {
      this.#ones = new Set([...this.#ones, ...kept]);
    });
    return this.#recalled;
  }

  /** From now on nothing is kept on this device. */
  forget(): void {
    this.#keeping = null;
  }

  /** What this device knows, from this page and others. */
  async #others(): Promise<readonly string[]> {
    return (await this.#keeping?.all().catch(() => [])) ?? [];
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
    await this.#recalled;
    const upto = this.#readUpto(all, you);
    await Promise.all([this.#keep(all, upto), upto > (this.#at ?? "~") ? this.read(upto) : undefined]);
  }

  /** The last moment before which nothing is new; "" as long as that is not known. */
  #readUpto(all: ReadonlyMap<string, Comment>, you: string | undefined): string {
    if (this.#at === null) return "";
    const said = [...all].map(([one, comment]): Said => ({ id: one, comment }));
    const fresh = said.filter((one) => this.isNew(one, you)).map(({ comment }) => comment.at);
    const [first = "~"] = fresh.sort();
    const until = said.map(({ comment }) => comment.at).filter((at) => at < first);
    return until.sort().at(-1) ?? "";
  }

  /** Keeps what was read one by one after that moment, here and on other pages of this device. */
  async #keep(all: ReadonlyMap<string, Comment>, upto: string): Promise<void> {
    const isLater = (one: string): boolean => (all.get(one)?.at ?? "~") > upto;
    this.#ones = new Set([...this.#ones].filter(isLater));
    const others = await this.#others();
    const later = new Set([...others.filter(isLater), ...this.#ones]);
    await this.#keeping?.set([...later]).catch(() => undefined);
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
