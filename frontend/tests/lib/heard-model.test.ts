/** What was read, while everything else happens at once: it stays read, and nothing else counts as read. */
import { expect, test } from "vitest";
import { Heard, type HeardKeeping } from "../../src/lib/heard.svelte";
import { Http } from "../../src/lib/http";
import type { Comment } from "../../src/lib/model";
import fc from "./support/chance";
import { settleDown } from "./support/clock";

const DOES = ["say", "say", "one", "one", "one", "all", "sync", "answer", "answer", "disk", "disk"] as const;
type Does = (typeof DOES)[number] | "lose" | "reopen";
interface Step {
  readonly do: Does;
  readonly who: number;
  readonly which: number;
}

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({ do: fc.constantFrom(...DOES, "lose", "reopen"), who: fc.nat(1), which: fc.nat(30) }),
  { minLength: 10, maxLength: 60 },
);

class SlowShelf implements HeardKeeping {
  #kept: readonly string[] = [];
  #waiting: (() => void)[] = [];

  get idle(): boolean {
    return this.#waiting.length === 0;
  }

  all(): Promise<readonly string[]> {
    return new Promise((resolve) => {
      this.#waiting.push(() => {
        resolve(this.#kept);
      });
    });
  }

  set(ids: readonly string[]): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(() => {
        this.#kept = ids;
        resolve();
      });
    });
  }

  work(): void {
    this.#waiting.shift()?.();
  }
}

/** One person on two devices. */
class World {
  readonly said = new Map<string, Comment>();
  readonly shelves = [new SlowShelf(), new SlowShelf()];
  readonly open: Heard[] = [];
  /** What was read one by one, on each device; and up to when on any of them. */
  readonly ones = [new Set<string>(), new Set<string>()];
  upto = "";
  #at: string | null = null;
  readonly #asked: { answer: () => void; lose: () => void }[] = [];

  constructor() {
    this.arrive(0);
    this.arrive(1);
  }

  arrive(who: number): void {
    const http = new Http((path, init) => this.#fetch(path, init));
    const heard = new Heard("board001", http, this.shelves[who] ?? null);
    this.open[who] = heard;
    void heard.recall();
    void heard.sync();
  }

  #fetch(path: string, init: RequestInit): Promise<Response> {
    if (path === "/api/me") return Promise.resolve(Response.json({ csrf: "token" }));
    return new Promise((resolve, reject) => {
      const answer = (): void => {
        const { at } = JSON.parse((init.body as string | undefined) ?? "{}") as { at?: string };
        if (at !== undefined && at > (this.#at ?? "")) this.#at = at;
        resolve(Response.json({ at: this.#at }));
      };
      const lose = (): void => {
        reject(new TypeError("no network"));
      };
      this.#asked.push({ answer, lose });
    });
  }

  async take({ do: does, who, which }: Step): Promise<void> {
    const [heard, shelf] = [this.open[who], this.shelves[who]];
    const id = [...this.said.keys()][which % Math.max(1, this.said.size)];
    if (does === "say") this.#say();
    if (does === "one" && id !== undefined) {
      this.ones[who]?.add(id);
      void heard?.readOne(id, new Map(this.said), "person-me");
    }
    if (does === "all") {
      const last = [...this.said.values()].at(-1)?.at ?? "";
      if (last > this.upto) this.upto = last;
      void heard?.read(last);
    }
    if (does === "sync") void heard?.sync();
    if (does === "reopen" && shelf?.idle === true) this.arrive(who);
    if (does === "disk") shelf?.work();
    if (does === "answer") this.#asked.splice(which % Math.max(1, this.#asked.length), 1)[0]?.answer();
    if (does === "lose") this.#asked.splice(which % Math.max(1, this.#asked.length), 1)[0]?.lose();
    await rested();
  }

  #say(): void {
    const at = `t${String(this.said.size + 1).padStart(3, "0")}`;
    const comment = { at, author: "person-she", written_by: null, taken_back: false, hidden: false };
    this.said.set(`said-${at}`, comment as Comment);
  }

  async comeToRest(): Promise<void> {
    for (let round = 0; round < 4; round += 1) {
      for (const heard of this.open) void heard.sync();
      for (let turn = 0; turn < 12; turn += 1) {
        for (const one of this.#asked.splice(0)) one.answer();
        for (const shelf of this.shelves) shelf.work();
        await rested();
      }
    }
  }
}

/** An answer of a server is read in several turns. */
async function rested(): Promise<void> {
  await settleDown();
  await new Promise(setImmediate);
}

async function run(all: readonly Step[]): Promise<void> {
  const world = new World();
  for (const step of all) await world.take(step);
  await world.comeToRest();
  world.open.forEach((heard, who) => {
    for (const [id, comment] of world.said) {
      const isNew = heard.isNew({ id, comment }, "person-me");
      const here = comment.at <= world.upto || world.ones[who]?.has(id) === true;
      if (here) expect(isNew, `${id} was read on ${String(who)}`).toBe(false);
      // Reading the last of what was new reads all before it, on every device.
      else if (!world.ones.some((ones) => ones.has(id))) expect(isNew, `${id} was not read`).toBe(true);
    }
  });
}

test("what was read stays read, and nothing else counts as read, whatever happens meanwhile", async () => {
  await fc.assert(fc.asyncProperty(steps, run), { numRuns: 500 });
}, 60_000);
