import { merged, withoutShared, type DraftAbout, type KeptDraft } from "./draft";
import type { DraftKeeping } from "./draft-keeping";
import type { DraftServer } from "./draft-server";
import { ApiError } from "./http";
import { newId } from "./ids";
import type { State } from "./model";
import type { Clock } from "./surroundings";

/** Milliseconds after the last letter until a draft goes to the server. */
export const SEND_AFTER = 1_000;
/** Milliseconds until a server that did not answer is asked again. */
export const AGAIN_AFTER = 15_000;

const STALE = 409;
/** Asking again would not help: not signed in, not allowed, too many, too long. */
const REFUSED: readonly number[] = [401, 403, 404, 422];

/** One person's private drafts on a board: on this device while they are written, on the server soon after. */
export class Drafts {
  #kept: readonly KeptDraft[] = $state.raw([]);
  /** False while words that are not on the server yet live in this window only. */
  readonly durable: boolean = $derived.by(() => this.#keeps && this.#onTheirWay === 0);
  /** True while words are on their way to this device's disk. */
  readonly settling: boolean = $derived.by(() => this.#keeps && this.#onTheirWay > 0);
  /** Why the server does not take a draft; "" as long as it does. */
  problem = $state("");
  /** In the order in which they were begun. */
  readonly all: readonly KeptDraft[] = $derived(this.#kept.filter(({ gone }) => !gone));
  readonly unsaved: boolean = $derived(this.all.some(({ unsent }) => unsent));
  #keeps = $state(false);
  #onTheirWay = $state(0);
  #putting: Promise<unknown> = Promise.resolve();
  #keeping: DraftKeeping | null;
  #stopWaiting = (): void => undefined;
  #syncing: Promise<void> | null = null;
  #again = false;

  constructor(
    private readonly boardId: string,
    private readonly server: DraftServer,
    keeping: DraftKeeping | null,
    private readonly clock: Clock,
  ) {
    this.#keeping = keeping;
    this.#keeps = keeping !== null;
  }

  /** Begins with what this device holds. */
  async open(): Promise<void> {
    const found = (await this.#try((keeping) => keeping.all())) ?? [];
    const known = new Set(this.#kept.map(({ id }) => id));
    this.#kept = [...found.filter(({ id }) => !known.has(id)), ...this.#kept];
  }

  close(): void {
    this.#stopWaiting();
  }

  /** From now on nothing is kept on this device. */
  forget(): void {
    this.#keeping = null;
    this.#keeps = false;
  }

  /** Writes words under an id, or (null) begins a draft. No words: there is no draft any more. */
  write(id: string | null, about: DraftAbout, text: string): void {
    const old = this.#kept.find((one) => one.id === id);
    if (text.trim() === "") {
      if (old !== undefined) this.throwAway(old.id);
      return;
    }
    const draft = { was: null, id: id ?? newId(), ...old, about, text, unsent: true, gone: false };
    this.#take(old === undefined ? [...this.#kept, draft] : this.#with(draft));
    this.#soon(SEND_AFTER);
  }

  /** Resolves once this device has what was written, or cannot have it. */
  async settled(): Promise<void> {
    await this.#putting;
  }

  throwAway(id: string): void {
    const old = this.#kept.find((one) => one.id === id);
    if (old === undefined) return;
    this.#take(old.was === null ? this.#without(id) : this.#with({ ...old, gone: true }));
    this.#soon(SEND_AFTER);
  }

  /** Lets go of the drafts that were shared. */
  shared(comments: State["comment"]): void {
    const left = withoutShared(this.#kept, comments, newId);
    if (left.every((draft, at) => draft === this.#kept[at]) && left.length === this.#kept.length) return;
    this.#take(left);
    this.#soon(0);
  }

  /** Brings device and server together; resolves when that has worked or cannot work now. */
  sync(): Promise<void> {
    this.#stopWaiting();
    this.#again = true;
    this.#syncing ??= this.#syncAll().finally(() => {
      this.#syncing = null;
    });
    return this.#syncing;
  }

  async #syncAll(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      await this.#syncNow();
    }
  }

  async #syncNow(): Promise<void> {
    try {
      // What is held is read after the answer: words may have been written while it was on its way.
      const theirs = await this.server.drafts(this.boardId);
      this.#take(merged(this.#kept, theirs, newId));
      for (const draft of this.#kept.filter(({ unsent, gone }) => unsent || gone)) await this.#send(draft);
      this.problem = "";
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const refused = REFUSED.includes(error.status);
      this.problem = refused ? error.message : "";
      if (error.status === STALE) this.#soon(SEND_AFTER);
      else if (!refused) this.#soon(AGAIN_AFTER);
    }
  }

  async #send({ id, about, text, was, gone }: KeptDraft): Promise<void> {
    if (gone) {
      await this.server.dropDraft(this.boardId, id, was);
      this.#take(this.#without(id));
      return;
    }
    const { changed_at } = await this.server.keepDraft(this.boardId, id, { about, text, was });
    const now = this.#kept.find((one) => one.id === id);
    if (now === undefined) {
      // It was thrown away or shared while it was on its way.
      await this.server.dropDraft(this.boardId, id, changed_at);
      return;
    }
    const unsent = now.text !== text || now.about !== about;
    this.#take(this.#with({ ...now, was: changed_at, unsent }));
    if (unsent) this.#soon(SEND_AFTER);
  }

  #soon(ms: number): void {
    this.#stopWaiting();
    this.#stopWaiting = this.clock.after(ms, () => void this.sync());
  }

  #with(draft: KeptDraft): readonly KeptDraft[] {
    return this.#kept.map((one) => (one.id === draft.id ? draft : one));
  }

  #without(id: string): readonly KeptDraft[] {
    return this.#kept.filter((one) => one.id !== id);
  }

  /** What is held from now on; the device gets what is different. */
  #take(next: readonly KeptDraft[]): void {
    const old = this.#kept;
    this.#kept = next;
    const ids = new Set(next.map(({ id }) => id));
    for (const { id } of old) if (!ids.has(id)) void this.#try((keeping) => keeping.drop(id));
    for (const draft of next) {
      if (!old.includes(draft)) this.#putting = Promise.all([this.#putting, this.#put(draft)]);
    }
  }

  async #put(draft: KeptDraft): Promise<void> {
    this.#onTheirWay += 1;
    await this.#try((keeping) => keeping.put(draft));
    this.#onTheirWay -= 1;
  }

  /** A device that fails keeps nothing from now on. */
  async #try<T>(work: (keeping: DraftKeeping) => Promise<T>): Promise<T | null> {
    if (this.#keeping === null) return null;
    try {
      return await work(this.#keeping);
    } catch {
      this.forget();
      return null;
    }
  }
}
