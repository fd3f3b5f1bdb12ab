import type { KeptBoard, Keeping, RefusedChange, Tabs } from "../../../src/lib/keeping";
import type { Submit } from "../../../src/lib/protocol";

interface Row {
  tab: string;
  readonly message: Submit;
  refused: RefusedChange | null;
}

interface Job {
  readonly tab: string;
  readonly run: () => void;
}

/** What one browser keeps for one person and board. Its disk works when the test says so, one job after another. */
export class FakeDevice {
  rows: readonly Row[] = [];
  board: KeptBoard | null = null;
  broken = false;
  fresh = false;
  #jobs: readonly Job[] = [];
  readonly #ended = new Set<string>();

  /** The disk does its next job. False when there is none. */
  work(): boolean {
    const [job, ...rest] = this.#jobs;
    this.#jobs = rest;
    job?.run();
    return job !== undefined;
  }

  /** A page is gone: what it asked for and the disk has not begun never happens, nor what it asks from now on. */
  forget(tab: string): void {
    this.#ended.add(tab);
    this.#jobs = this.#jobs.filter((job) => job.tab !== tab);
  }

  of(tab: string): Keeping {
    const ask = <T>(work: () => T): Promise<T> => this.#ask(tab, work);
    return {
      fresh: Promise.resolve(this.fresh),
      put: (own, message) =>
        ask(() => {
          this.rows = [...this.rows, { tab: own, message, refused: null }];
        }),
      drop: (id) =>
        ask(() => {
          this.rows = this.rows.filter(({ message }) => message.command_id !== id);
        }),
      refuse: (refused) => ask(() => this.#refuse(tab, refused)),
      refused: () => ask(() => this.rows.flatMap((row) => row.refused ?? [])),
      tabs: () => ask(() => [...new Set(this.#waiting().map((row) => row.tab))]),
      adopt: (from, to) => ask(() => this.#adopt(from, to)),
      board: () => ask(() => this.board),
      saveBoard: (board) =>
        ask(() => {
          this.board = board;
        }),
      forgetOthers: () => ask(() => undefined),
    };
  }

  #ask<T>(tab: string, work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const run = (): void => {
        if (this.broken) reject(new Error("The disk is full."));
        else resolve(work());
      };
      if (!this.#ended.has(tab)) this.#jobs = [...this.#jobs, { tab, run }];
    });
  }

  #waiting(): readonly Row[] {
    return this.rows.filter(({ refused }) => refused === null);
  }

  #refuse(tab: string, refused: RefusedChange): void {
    const { message } = refused;
    const others = this.rows.filter((row) => row.message.command_id !== message.command_id);
    this.rows = [...others, { tab, message, refused }];
  }

  #adopt(from: string, to: string): readonly Submit[] {
    const own = this.#waiting().filter((row) => row.tab === from);
    for (const row of own) row.tab = to;
    return own.map(({ message }) => message);
  }
}

/** The pages of one browser that live. */
export class FakeTabs implements Tabs {
  readonly #living = new Map<string, (other: string) => void>();
  #waiting: readonly { readonly tab: string; readonly then: () => void }[] = [];

  live(tab: string, met: (other: string) => void): () => void {
    for (const [other, meets] of this.#living) {
      meets(tab);
      met(other);
    }
    this.#living.set(tab, met);
    return () => {
      this.die(tab);
    };
  }

  die(tab: string): void {
    this.#living.delete(tab);
    const due = this.#waiting.filter((one) => one.tab === tab);
    this.#waiting = this.#waiting.filter((one) => one.tab !== tab);
    for (const { then } of due) then();
  }

  isGone(tab: string): Promise<boolean> {
    return Promise.resolve(!this.#living.has(tab));
  }

  whenGone(tab: string, then: () => void): () => void {
    const wait = { tab, then };
    this.#waiting = [...this.#waiting, wait];
    return () => {
      this.#waiting = this.#waiting.filter((one) => one !== wait);
    };
  }
}
