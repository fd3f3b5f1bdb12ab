/** A server and a device for drafts that answer at once. */
import type { Draft, DraftAbout, KeptDraft, TheirDrafts, ThrownAway } from "../../../src/lib/draft";
import type { DraftKeeping } from "../../../src/lib/draft-keeping";
import type { DraftServer } from "../../../src/lib/draft-server";
import { ApiError } from "../../../src/lib/http";

export class FakeServer implements DraftServer {
  held = new Map<string, Draft>();
  dropped = new Set<string>();
  down = false;
  refuses: ApiError | null = null;
  /** Happens while a draft is on its way. */
  meanwhile = (): void => undefined;
  /** Happens while it is asked what the server holds. */
  whileAsked = (): void => undefined;
  #time = 0;

  async drafts(_: string, asked: readonly string[]): Promise<TheirDrafts> {
    await this.#answer();
    this.whileAsked();
    return { drafts: [...this.held.values()], dropped: asked.filter((id) => this.dropped.has(id)) };
  }

  async keepDraft(_: string, id: string, draft: { about: DraftAbout; text: string }): Promise<Draft> {
    await this.#answer();
    if (this.refuses !== null) throw this.refuses;
    const kept = { draft_id: id, about: draft.about, text: draft.text, changed_at: `t${++this.#time}` };
    this.held.set(id, kept);
    this.dropped.delete(id);
    this.meanwhile();
    return kept;
  }

  async dropDraft(_: string, id: string): Promise<object> {
    await this.#answer();
    this.held.delete(id);
    this.dropped.add(id);
    return {};
  }

  #answer(): Promise<void> {
    return this.down ? Promise.reject(new ApiError(0, "unreachable", "")) : Promise.resolve();
  }
}

export class FakeKeeping implements DraftKeeping {
  readonly rows = new Map<string, KeptDraft>();
  readonly windows = new Set<(away: ThrownAway) => void>();
  broken = false;
  #own: ((away: ThrownAway) => void) | null = null;

  /** The same device, in another window. */
  window(): FakeKeeping {
    const other = new FakeKeeping();
    return Object.assign(other, { rows: this.rows, windows: this.windows });
  }

  all(): Promise<readonly KeptDraft[]> {
    return this.#do(() => [...this.rows.values()]);
  }

  put(draft: KeptDraft): Promise<void> {
    return this.#do(() => void this.rows.set(draft.id, draft));
  }

  drop(id: string): Promise<void> {
    return this.#do(() => void this.rows.delete(id));
  }

  tell(away: ThrownAway): void {
    for (const heard of this.windows) if (heard !== this.#own) heard(away);
  }

  hear(then: (away: ThrownAway) => void): () => void {
    this.#own = then;
    this.windows.add(then);
    return () => this.windows.delete(then);
  }

  #do<T>(work: () => T): Promise<T> {
    return this.broken ? Promise.reject(new Error("full")) : Promise.resolve(work());
  }
}
