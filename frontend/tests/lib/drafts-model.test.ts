/** Drafts while everything else happens at once: no word is lost, and none that was thrown away comes back. */
import { expect, test } from "vitest";
import type { DraftAbout, KeptDraft } from "../../src/lib/draft";
import { Drafts } from "../../src/lib/drafts.svelte";
import type { Comment } from "../../src/lib/model";
import fc from "./support/chance";
import { FakeClock, settleDown } from "./support/clock";
import { SlowDevice, SlowServer } from "./support/slow-drafts";

const ABOUT: DraftAbout = { kind: "card", id: "calm0001", reply_to: null, comment_kind: "reflection" };
const DEVICES = 2;

const DOES = [
  ...["write", "write", "begin", "begin", "begin", "clear", "throw", "share", "sync", "sync"],
  ...["answer", "answer", "hear", "hear", "flow", "flow", "flow", "lose", "disk", "disk", "disk", "pass"],
  ...["hear of shares", "reopen", "reopen", "fill"],
] as const;
type Does = (typeof DOES)[number] | (typeof RESTORES)[number];
const RESTORES = ["back up", "go back"] as const;

interface Step {
  readonly do: Does;
  readonly who: number;
  readonly which: number;
}

function steps(...does: readonly Does[]): fc.Arbitrary<Step[]> {
  return fc.array(fc.record({ do: fc.constantFrom(...does), who: fc.nat(DEVICES - 1), which: fc.nat(20) }), {
    minLength: 30,
    maxLength: 120,
  });
}

/** One person on several devices, and what has to become of their words. */
class World {
  readonly clock = new FakeClock();
  readonly server = new SlowServer();
  readonly devices: readonly SlowDevice[];
  readonly open: Drafts[] = [];
  readonly #pages: object[] = [];
  /** Shown on a page when they were last touched, and not thrown away, shared or written over since. */
  readonly alive = new Set<string>();
  readonly dead = new Set<string>();
  /** Which device has written what, and all the words that were ever under an id. */
  readonly #by = new Map<string, number>();
  readonly #under = new Map<string, Set<string>>();
  readonly #places = new Map<string, Set<string>>();
  readonly #hands = Array.from({ length: DEVICES }, () => new Map<string, string>());
  #comments: ReadonlyMap<string, Comment> = new Map();
  #count = 0;

  constructor(devices: number) {
    this.devices = Array.from({ length: devices }, () => new SlowDevice());
    for (let who = 0; who < devices; who += 1) this.arrive(who);
  }

  arrive(who: number): void {
    const page = {};
    this.#pages[who] = page;
    const drafts = new Drafts("b1", this.server.of(page), this.devices[who] ?? null, this.clock);
    this.open[who] = drafts;
    this.#hands[who]?.clear();
    void drafts.open();
    void drafts.sync();
  }

  async take({ do: does, who, which }: Step): Promise<void> {
    const drafts = this.open[who];
    const device = this.devices[who];
    if (drafts === undefined || device === undefined) return;
    const draft = drafts.all[which % Math.max(1, drafts.all.length)];
    if (does === "write" && draft !== undefined) this.#write(drafts, draft, who);
    if (does === "begin") this.#begin(drafts, which, who);
    if ((does === "clear" || does === "throw") && draft !== undefined)
      this.#throwAway(drafts, draft, does, who);
    if (does === "share" && draft !== undefined) this.#share(drafts, draft);
    if (does === "hear of shares") drafts.shared(this.#comments);
    if (does === "sync") void drafts.sync();
    if (does === "reopen") this.#reopen(who, drafts);
    if (does === "fill" && which === 0) device.full = true;
    if (does === "disk") for (let turn = 0; turn <= which; turn += 1) device.work();
    if (does === "pass") this.clock.pass(which * 100);
    if (does === "back up") this.server.backUp();
    if (does === "go back") this.#goBack();
    if (does === "flow") await this.#flow(which);
    this.#line(does, which);
    await settleDown();
    this.#look();
  }

  #line(does: Does, which: number): void {
    const { asked } = this.server;
    const some = asked[which % Math.max(1, asked.length)];
    if (does === "lose") some?.lose();
    if (does === "answer" && some?.answered === false) some.answer();
    if (does === "hear" && some?.answered === true) some.hear();
  }

  /** Some questions are answered and heard, one after another. */
  async #flow(many: number): Promise<void> {
    for (let turn = 0; turn < many % 7; turn += 1) {
      const [first] = this.server.asked;
      if (first?.answered === false) first.answer();
      first?.hear();
      await settleDown();
    }
  }

  #fresh(): string {
    this.#count += 1;
    return `words ${String(this.#count)}`;
  }

  #write(drafts: Drafts, { id, about, text }: KeptDraft, who: number): void {
    const words = this.#fresh();
    drafts.write(id, about, words);
    this.alive.delete(text);
    this.alive.add(words);
    this.#by.set(words, who);
    this.#hands[who]?.set(id, words);
  }

  /** Half the time in a field that was there before, under the id that it had. */
  #begin(drafts: Drafts, which: number, who: number): void {
    const words = this.#fresh();
    const shown = new Set(drafts.all.map(({ id }) => id));
    const old = [...(this.#hands[who]?.keys() ?? [])].filter(
      (id) => !shown.has(id) && !this.#comments.has(id),
    );
    const id = which % 2 === 0 ? (old.at(-1) ?? null) : null;
    drafts.write(id, ABOUT, words);
    this.alive.add(words);
    this.#by.set(words, who);
    const begun = drafts.all.find(({ text }) => text === words);
    if (begun !== undefined) this.#hands[who]?.set(begun.id, words);
  }

  /** Where several words were under an id, those that arrived and were not heard of look like those that did not. */
  #throwAway(drafts: Drafts, { id, about, text }: KeptDraft, does: Does, who: number): void {
    if (does === "clear") drafts.write(id, about, " ");
    else drafts.throwAway(id);
    this.alive.delete(text);
    const known = !this.server.untold.has(text) || this.#by.get(text) === who;
    if (known || this.#under.get(id)?.size === 1) this.dead.add(text);
  }

  #share(drafts: Drafts, { id, text }: KeptDraft): void {
    if (this.#comments.has(id)) return;
    const comment = { at: "t", text, edited: false } as Comment;
    this.#comments = new Map([...this.#comments, [id, comment]]);
    this.alive.delete(text);
    drafts.shared(this.#comments);
  }

  /** The window is closed once the disk has everything, as the person is told. */
  #reopen(who: number, drafts: Drafts): void {
    if (!drafts.durable || this.devices[who]?.full === true) return;
    drafts.close();
    this.server.close(this.#pages[who] ?? {});
    this.arrive(who);
  }

  /** What was thrown away and is told to be so only now may come back. */
  #goBack(): void {
    this.server.goBack();
    this.dead.clear();
  }

  #look(): void {
    for (const { id, text } of this.open.flatMap(({ all }) => all)) {
      this.#under.set(id, (this.#under.get(id) ?? new Set()).add(text));
      this.#places.set(text, (this.#places.get(text) ?? new Set()).add(id));
    }
  }

  /** Words of one draft that was not shared: no copy of them was made where two devices wrote at once. */
  stoodAlone(text: string): boolean {
    const ids = [...(this.#places.get(text) ?? [])];
    return ids.length <= 1 && !ids.some((id) => this.#comments.has(id));
  }

  async comeToRest(): Promise<void> {
    await this.#runDry();
    for (let round = 0; round < 8; round += 1) {
      for (const drafts of this.open) {
        drafts.shared(this.#comments);
        void drafts.sync();
      }
      this.clock.pass(20_000);
      await this.#runDry();
    }
  }

  async #runDry(): Promise<void> {
    for (let more = true; more;) {
      const [first] = this.server.asked;
      if (first?.answered === false) first.answer();
      first?.hear();
      const worked = this.devices.filter((device) => device.work()).length;
      await settleDown();
      this.#look();
      more = worked > 0 || this.server.asked.length > 0;
    }
  }
}

async function run(all: readonly Step[], devices = DEVICES): Promise<void> {
  const world = new World(devices);
  for (const step of all) await world.take(step);
  await world.comeToRest();
  const held = [...world.server.held.values()].map(({ draft_id, text }) => `${draft_id}: ${text}`).sort();
  const words = new Set([...world.server.held.values()].map(({ text }) => text));
  expect(
    [...world.alive].filter((text) => !words.has(text)),
    "lost",
  ).toEqual([]);
  expect(
    [...world.dead].filter((text) => words.has(text) && world.stoodAlone(text)),
    "came back",
  ).toEqual([]);
  world.open.forEach((drafts, who) => {
    expect(drafts.unsaved).toBe(false);
    expect(drafts.all.map(({ id, text }) => `${id}: ${text}`).sort()).toEqual(held);
    const device = world.devices[who];
    if (device === undefined || !drafts.durable) return;
    expect([...device.rows.values()].map(({ id, text }) => `${id}: ${text}`).sort()).toEqual(held);
  });
}

test("words that are written are held or thrown away by their person, whatever happens meanwhile", async () => {
  await fc.assert(
    fc.asyncProperty(steps(...DOES), (all) => run(all)),
    { numRuns: 2_000 },
  );
}, 60_000);

test("words that a device holds outlast a server that goes back to a backup", async () => {
  const anything = steps(...DOES, ...RESTORES, ...RESTORES);
  await fc.assert(
    fc.asyncProperty(anything, (all) => run(all, 1)),
    { numRuns: 1_000 },
  );
}, 60_000);
