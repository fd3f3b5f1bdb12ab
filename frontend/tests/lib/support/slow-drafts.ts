/** A server and a device for drafts that answer when a test says so: late, in any order, or not at all. */
import type { Draft, DraftAbout, KeptDraft, TheirDrafts } from "../../../src/lib/draft";
import type { DraftKeeping } from "../../../src/lib/draft-keeping";
import type { DraftServer } from "../../../src/lib/draft-server";
import { ApiError } from "../../../src/lib/http";

/** A question on its way: it is answered first, and heard of later. */
interface Asked {
  /** Of a page that was closed: nothing is heard any more, and what did not arrive never will. */
  readonly page: object;
  answer(): void;
  hear(): void;
  lose(): void;
  answered: boolean;
}

const AWAY = new ApiError(0, "unreachable", "The server does not answer.");

export class SlowServer implements DraftServer {
  held: ReadonlyMap<string, Draft> = new Map();
  #dropped: ReadonlySet<string> = new Set();
  #backup = { held: this.held, dropped: this.#dropped };
  readonly asked: Asked[] = [];
  /** Words that are or were here, though no answer has said so to the page that wrote them. */
  readonly untold = new Set<string>();
  #turn = 0;
  #page: object = this;
  readonly #gone = new Set<object>();

  drafts(_: string, held: readonly string[]): Promise<TheirDrafts> {
    return this.#ask(() => ({
      drafts: [...this.held.values()],
      dropped: held.filter((id) => this.#dropped.has(id)),
    }));
  }

  backUp(): void {
    this.#backup = { held: this.held, dropped: this.#dropped };
  }

  /** What came after the backup is forgotten. */
  goBack(): void {
    this.held = this.#backup.held;
    this.#dropped = this.#backup.dropped;
  }

  keepDraft(
    _: string,
    id: string,
    { about, text, was }: { about: DraftAbout; text: string; was: string | null },
  ): Promise<Draft> {
    const told = (): void => void this.untold.delete(text);
    return this.#ask(() => {
      const known = this.held.get(id);
      if (known?.text === text) return known;
      if (known !== undefined && known.changed_at !== was) throw new ApiError(409, "stale", "");
      const kept = {
        draft_id: id,
        about,
        text,
        changed_at: `t${String((this.#turn += 1)).padStart(5, "0")}`,
      };
      this.held = new Map([...this.held, [id, kept]]);
      this.#dropped = new Set([...this.#dropped].filter((other) => other !== id));
      this.untold.add(text);
      return kept;
    }, told);
  }

  dropDraft(_: string, id: string, was: string | null): Promise<object> {
    return this.#ask(() => {
      const known = this.held.get(id);
      if (known !== undefined && known.changed_at !== was) throw new ApiError(409, "stale", "");
      this.held = new Map([...this.held].filter(([other]) => other !== id));
      this.#dropped = new Set([...this.#dropped, id]);
      return {};
    });
  }

  /** The server as one page has it. */
  of(page: object): DraftServer {
    const ask = <T>(work: () => Promise<T>): Promise<T> => {
      if (this.#gone.has(page)) return new Promise(() => undefined);
      this.#page = page;
      return work();
    };
    return {
      drafts: (board, held) => ask(() => this.drafts(board, held)),
      keepDraft: (board, id, draft) => ask(() => this.keepDraft(board, id, draft)),
      dropDraft: (board, id, was) => ask(() => this.dropDraft(board, id, was)),
    };
  }

  close(page: object): void {
    this.#gone.add(page);
    for (const one of this.asked.filter((asked) => asked.page === page)) this.#done(one);
  }

  #ask<T>(work: () => T, told = (): void => undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      let tell = (): void => undefined;
      const one: Asked = {
        answered: false,
        page: this.#page,
        answer: () => {
          one.answered = true;
          try {
            const answer = work();
            tell = () => {
              resolve(answer);
            };
          } catch (error) {
            tell = () => {
              reject(error as Error);
            };
          }
        },
        hear: () => {
          this.#done(one);
          told();
          tell();
        },
        lose: () => {
          this.#done(one);
          reject(AWAY);
        },
      };
      this.asked.push(one);
    });
  }

  #done(one: Asked): void {
    this.asked.splice(this.asked.indexOf(one), 1);
  }
}

/** One disk in a browser: what it is asked happens in that order, one each time it is let. */
export class SlowDevice implements DraftKeeping {
  readonly rows = new Map<string, KeptDraft>();
  /** What is there can be read; nothing more can be written. */
  full = false;
  #waiting: (() => void)[] = [];

  all(): Promise<readonly KeptDraft[]> {
    return this.#do(() => [...this.rows.values()], false);
  }

  put(draft: KeptDraft): Promise<void> {
    return this.#do(() => void this.rows.set(draft.id, draft));
  }

  drop(id: string): Promise<void> {
    return this.#do(() => void this.rows.delete(id));
  }

  /** It has one window at a time. */
  tell(): void {}

  hear(): () => void {
    return () => undefined;
  }

  work(): boolean {
    const next = this.#waiting.shift();
    next?.();
    return next !== undefined;
  }

  #do<T>(work: () => T, writes = true): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.push(() => {
        if (this.full && writes) reject(new Error("full"));
        else resolve(work());
      });
    });
  }
}
