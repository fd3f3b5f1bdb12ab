import type { KeptBoard, Keeping, RefusedChange, Tabs } from "./keeping";
import type { Submit } from "./protocol";
import type { Clock } from "./surroundings";

/** Milliseconds after which a device that does not answer counts as one that cannot keep anything. */
export const KEEP_WITHIN = 15_000;
/** Milliseconds between two copies of the board. */
export const COPY_EVERY = 2_000;

export interface KeeperHooks {
  /** The command is as safe as this device can make it: it may be sent. */
  kept(commandId: string): void;
  /** Commands of a page that is gone: they are this page's now. */
  adopted(messages: readonly Submit[]): void;
}

export interface KeeperParts {
  /** Null: nothing is kept, as on a shared computer. */
  readonly keeping: Keeping | null;
  readonly tabs: Tabs | null;
  readonly clock: Clock;
  /** The name of this page among the pages of this browser. */
  readonly tab: string;
}

/** Puts a page's waiting commands on the device before they are sent, and takes over those of pages that are gone. */
export class Keeper {
  /** False when what waits lives in this window only. */
  durable = $state(false);
  refused: readonly RefusedChange[] = $state.raw([]);

  readonly #parts: KeeperParts;
  readonly #hooks: KeeperHooks;
  readonly #unkept = new Set<string>();
  readonly #watched = new Set<string>();
  #stops: readonly (() => void)[] = [];
  #closed = false;
  #copying = false;
  #copyAgain = false;

  constructor(parts: KeeperParts, hooks: KeeperHooks) {
    this.#parts = parts;
    this.#hooks = hooks;
    this.durable = parts.keeping !== null;
  }

  /** Reads what this device holds of the board; null when it holds nothing or cannot be read. */
  async open(): Promise<KeptBoard | null> {
    const { keeping, tabs, tab } = this.#parts;
    if (keeping === null) return null;
    const met = (other: string): void => {
      this.#watch(keeping, other);
    };
    if (tabs !== null) this.#stopWith(tabs.live(tab, met));
    return this.#within(
      Promise.all([keeping.board(), keeping.refused(), this.#takeOver(keeping)]).then(([board, refused]) => {
        // What was refused while this was read is here already, and may be there too.
        const here = new Set(this.refused.map(({ message }) => message.command_id));
        this.refused = [...refused.filter(({ message }) => !here.has(message.command_id)), ...this.refused];
        return board;
      }),
    );
  }

  close(): void {
    this.#closed = true;
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }

  /** From now on nothing is kept on this device. */
  forget(): void {
    this.durable = false;
    for (const id of this.#unkept) this.#hooks.kept(id);
    this.#unkept.clear();
  }

  keep(message: Submit): void {
    const { keeping, tab } = this.#parts;
    if (!this.durable || keeping === null) {
      this.#hooks.kept(message.command_id);
      return;
    }
    this.#unkept.add(message.command_id);
    void this.#within(keeping.put(tab, message)).then(() => {
      if (this.#unkept.delete(message.command_id)) this.#hooks.kept(message.command_id);
    });
  }

  /** The command is settled or was taken back. */
  done(commandId: string): void {
    this.#unkept.delete(commandId);
    this.#drop(commandId);
  }

  /** Keeps a refused command for its person to see. */
  refuse(refused: RefusedChange): void {
    this.#unkept.delete(refused.message.command_id);
    this.refused = [...this.refused, refused];
    if (this.durable) this.#try((keeping) => keeping.refuse(refused));
    else this.#drop(refused.message.command_id);
  }

  seen(commandId: string): void {
    this.refused = this.refused.filter(({ message }) => message.command_id !== commandId);
    this.#drop(commandId);
  }

  /** Keeps a copy of the board soon; `copy` is asked for it then. */
  copySoon(copy: () => KeptBoard | null): void {
    this.#copyAgain = this.#copying;
    if (this.#copying || !this.durable) return;
    this.#copying = true;
    this.#parts.clock.after(COPY_EVERY, () => {
      this.#copying = false;
      const board = copy();
      if (board !== null) this.#try((keeping) => keeping.saveBoard(board));
      if (this.#copyAgain) this.copySoon(copy);
    });
  }

  copyNow(board: KeptBoard | null): void {
    if (board !== null) this.#try((keeping) => keeping.saveBoard(board));
  }

  /** What was taken back stands in copies of other boards too, which nobody may have open here. */
  forgetOthers(studyId: string): void {
    this.#try((keeping) => keeping.forgetOthers(studyId));
  }

  async #takeOver(keeping: Keeping): Promise<void> {
    const { tabs, tab } = this.#parts;
    const others = (await keeping.tabs()).filter((other) => other !== tab);
    for (const other of others) {
      if (this.#closed) return; // whoever lives adopts what is left
      if (tabs === null || (await tabs.isGone(other))) await this.#adopt(keeping, other);
      else this.#watch(keeping, other);
    }
  }

  /** Once that page has gone its work is this page's, also what it made after both had met. */
  #watch(keeping: Keeping, other: string): void {
    const { tabs } = this.#parts;
    if (tabs === null || this.#closed || this.#watched.has(other)) return;
    this.#watched.add(other);
    this.#stopWith(tabs.whenGone(other, () => void this.#adopt(keeping, other)));
  }

  /** At the end of this page, or now when it has ended while something was asked. */
  #stopWith(stop: () => void): void {
    if (this.#closed) stop();
    else this.#stops = [...this.#stops, stop];
  }

  async #adopt(keeping: Keeping, other: string): Promise<void> {
    if (this.#closed) return;
    const messages = await keeping.adopt(other, this.#parts.tab).catch(() => []);
    if (messages.length > 0) this.#hooks.adopted(messages);
  }

  /** A device that was given up may have written the change down later: the next page must not find it waiting. */
  #drop(commandId: string): void {
    if (this.durable) this.#try((keeping) => keeping.drop(commandId));
    else void this.#parts.keeping?.drop(commandId).catch(() => undefined);
  }

  #try(work: (keeping: Keeping) => Promise<void>): void {
    const { keeping } = this.#parts;
    if (keeping !== null && this.durable) void this.#within(work(keeping));
  }

  /** A device that fails or does not answer keeps nothing from now on. */
  async #within<T>(work: Promise<T>): Promise<T | null> {
    const { clock } = this.#parts;
    let cancel = (): void => undefined;
    const late = new Promise<null>((_, reject) => {
      cancel = clock.after(KEEP_WITHIN, () => {
        reject(new Error("This device does not answer."));
      });
    });
    try {
      return await Promise.race([work, late]);
    } catch {
      this.forget();
      return null;
    } finally {
      cancel();
    }
  }
}
