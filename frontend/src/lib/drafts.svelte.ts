import {
  known,
  mayBeThere,
  merged,
  perhapsSent,
  withoutShared,
  written,
  type DraftAbout,
  type KeptDraft,
  type ThrownAway,
} from "./draft";
import { DraftDevice } from "./draft-device.svelte";
import type { DraftKeeping } from "./draft-keeping";
import { REFUSED, STALE, WRONG, type DraftServer } from "./draft-server";
import { ApiError } from "./http";
import { newId } from "./ids";
import type { State } from "./model";
import type { Clock } from "./surroundings";

/** Milliseconds after the last letter until a draft goes to the server. */
export const SEND_AFTER = 1_000;
/** Milliseconds until a server that did not answer is asked again. */
export const AGAIN_AFTER = 15_000;

/** One person's private drafts on a board: on this device while they are written, on the server soon after. */
export class Drafts {
  #kept: readonly KeptDraft[] = $state.raw([]);
  /** False while words that are not on the server yet live in this window only. */
  readonly durable: boolean = $derived.by(() => this.#device.keeps && !this.#device.busy);
  /** True while words are on their way to this device's disk. */
  readonly settling: boolean = $derived.by(() => this.#device.keeps && this.#device.busy);
  /** Why the server does not take a draft; "" as long as it does. */
  problem = $state("");
  /** In the order in which they were begun. */
  readonly all: readonly KeptDraft[] = $derived(this.#kept.filter(({ gone }) => !gone));
  readonly unsaved: boolean = $derived(this.all.some(({ unsent }) => unsent));
  readonly #device: DraftDevice;
  #stopWaiting = (): void => undefined;
  #stopHearing = (): void => undefined;
  #opening: Promise<unknown> = Promise.resolve();
  #syncing: Promise<void> | null = null;
  #again = false;
  #closed = false;
  /** Ids of drafts that were here and are not any more: the server may know them as thrown away. */
  readonly #ended = new Set<string>();
  #comments: State["comment"] = new Map();

  constructor(
    private readonly boardId: string,
    private readonly server: DraftServer,
    keeping: DraftKeeping | null,
    private readonly clock: Clock,
  ) {
    this.#device = new DraftDevice(keeping, clock);
  }

  /** Begins with what this device holds. Before that, or before it is given up, the server is not asked. */
  async open(): Promise<void> {
    this.#stopHearing = this.#device.hear(this.#hearThrownAway);
    this.#opening = this.#device.all().then((found) => {
      // What is written already stays first: it is under the hand.
      this.#kept = [
        ...this.#kept,
        ...found.filter(({ id }) => this.#find(id) === undefined).map(perhapsSent),
      ];
    });
    await this.#opening;
  }

  /** What this device keeps is not tried again from here: the board may be open anew, and say otherwise. */
  close(): void {
    this.#closed = true;
    this.#stopHearing();
    this.#stopWaiting();
  }

  /** From now on nothing is kept on this device. */
  forget(): void {
    this.#device.forget();
  }

  /** Writes words under an id, or (null) begins a draft. No words: there is no draft any more. */
  write(id: string | null, about: DraftAbout, text: string): void {
    const old = id === null ? undefined : this.#find(id);
    if (text.trim() === "") {
      if (old !== undefined) this.throwAway(old.id);
      return;
    }
    const mine = old ?? { id: id ?? newId(), again: id !== null && this.#ended.has(id) };
    const draft = written(mine, about, text);
    this.#take(old === undefined ? [...this.#kept, draft] : this.#with(draft));
    this.#soon(SEND_AFTER);
  }

  /** Resolves once this device has what was written, or cannot have it. */
  async settled(): Promise<void> {
    await this.#device.settled;
  }

  throwAway(id: string): void {
    const old = this.#find(id);
    if (old === undefined) return;
    this.#take(mayBeThere(old) ? this.#with({ ...old, gone: true }) : this.#without(id));
    this.#device.tell({ id, words: [old.text, ...(old.tried ?? [])] });
    this.#soon(SEND_AFTER);
  }

  /** In another window. Words that are only here stay; others are not sent from here. */
  readonly #hearThrownAway = ({ id, words }: ThrownAway): void => {
    const own = this.#find(id);
    if (own?.unsent !== true || !words.includes(own.text)) return;
    this.#take(this.#with({ ...perhapsSent(own), gone: true }));
    this.#soon(SEND_AFTER);
  };

  /** Lets go of the drafts that were shared. */
  shared(comments: State["comment"]): void {
    this.#comments = comments;
    const left = withoutShared(this.#kept, comments, newId);
    if (left.some((draft, at) => draft !== this.#kept[at]) || left.length !== this.#kept.length) {
      this.#take(left);
      this.#soon(0);
    } else if (left.some((draft) => this.#isShared(draft))) this.#soon(SEND_AFTER);
  }

  /** It became a comment, but its words may be others. The server says what is still there. */
  #isShared({ id, gone }: KeptDraft): boolean {
    return !gone && (this.#comments.get(id)?.at ?? "") !== "";
  }

  /** Brings device and server together; resolves when that has worked or cannot work now. */
  sync(): Promise<void> {
    this.#stopWaiting();
    this.#again = true;
    this.#syncing ??= this.#syncAll();
    return this.#syncing;
  }

  async #syncAll(): Promise<void> {
    try {
      while (this.#again) {
        this.#again = false;
        await this.#syncNow();
      }
    } finally {
      this.#syncing = null;
    }
  }

  async #syncNow(): Promise<void> {
    try {
      await this.#opening;
      // What is held is read after the answer: words may have been written while it was on its way.
      const held = this.#kept.filter(mayBeThere).map(({ id }) => id);
      const theirs = await this.server.drafts(this.boardId, held);
      const still = new Set(this.#kept);
      this.#take(withoutShared(merged(this.#kept, theirs, newId), this.#comments, newId, still));
      this.problem = await this.#sendAll();
      if (this.#kept.some((draft) => this.#isShared(draft))) this.#soon(SEND_AFTER);
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Each as it is when its turn comes. One that is refused holds up no other; answers with why. */
  async #sendAll(): Promise<string> {
    let problem = "";
    for (const { id } of this.#kept) {
      const draft = this.#find(id);
      if (draft?.unsent !== true && draft?.gone !== true) continue;
      try {
        await this.#send(draft);
      } catch (error) {
        if (!(error instanceof ApiError) || ![STALE, WRONG].includes(error.status)) throw error;
        if (error.status === STALE) this.#soon(SEND_AFTER);
        else problem = error.message;
      }
    }
    return problem;
  }

  #failed(error: unknown): void {
    if (!(error instanceof ApiError)) throw error;
    const refused = REFUSED.includes(error.status);
    this.problem = refused ? error.message : "";
    if (!refused) this.#soon(AGAIN_AFTER);
  }

  async #send(draft: KeptDraft): Promise<void> {
    if (draft.gone) await this.#drop(draft);
    else await this.#keep(draft);
  }

  async #drop({ id, was }: KeptDraft): Promise<void> {
    await this.server.dropDraft(this.boardId, id, was);
    const now = this.#find(id);
    // Words may have been written under its id again meanwhile.
    if (now?.gone === false) this.#take(this.#with({ ...known(now, null), again: true }));
    else this.#take(this.#without(id));
  }

  async #keep(draft: KeptDraft): Promise<void> {
    const { id, about, text, was, tried = [] } = draft;
    this.#kept = this.#with({ ...draft, tried: [...tried, text] });
    try {
      const { changed_at } = await this.server.keepDraft(this.boardId, id, { about, text, was });
      const now = this.#find(id);
      if (now === undefined) return;
      const unsent = now.text !== text || now.about !== about;
      this.#take(this.#with({ ...known(now, changed_at), unsent }));
      if (unsent || now.gone) this.#soon(SEND_AFTER);
    } catch (error) {
      const decided = error instanceof ApiError && error.status >= 400 && error.status < 500;
      const now = this.#find(id);
      if (now !== undefined) this.#take(this.#with({ ...now, tried: decided ? tried : [...tried, text] }));
      throw error;
    }
  }

  #find(id: string): KeptDraft | undefined {
    return this.#kept.find((one) => one.id === id);
  }

  #soon(ms: number): void {
    this.#stopWaiting();
    if (this.#closed && this.durable) return;
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
    for (const { id } of old.filter((draft) => !ids.has(draft.id))) {
      this.#ended.add(id);
      this.#device.drop(id);
    }
    for (const draft of next) if (!old.includes(draft)) this.#device.put(draft);
  }
}
