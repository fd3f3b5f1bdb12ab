import { BoardStore } from "../../../src/lib/board-store.svelte";
import type { Tabs } from "../../../src/lib/keeping";
import type { Command } from "../../../src/lib/protocol";
import { FakeClock, settleDown } from "./clock";
import { FakeDevice, FakeTabs } from "./device";
import { FakeServer, type FakeLine } from "./server";

const ME = "person-cr1";

/** One page of the browser with the board. */
export interface Page {
  readonly tab: string;
  readonly store: BoardStore;
  readonly lines: FakeLine[];
  /** The ids of the commands that the page said are safe, or had confirmed. */
  readonly safe: Set<string>;
  readonly made: string[];
  alive: boolean;
}

/** One person's browser with several pages, its device, and a server. Everything happens when the test says so. */
export class FakeBrowser {
  readonly server = new FakeServer();
  readonly clock = new FakeClock();
  readonly device = new FakeDevice();
  readonly tabs = new FakeTabs();
  pages: readonly Page[] = [];
  #ids = 0;

  open(): Page {
    const lines: FakeLine[] = [];
    const newId = (): string => `page-${(this.#ids += 1)}`;
    const page = { lines, safe: new Set<string>(), made: [] as string[], alive: true };
    const tab = `page-${this.#ids + 1}`;
    const store = new BoardStore(
      "board0001",
      {
        line: (_, hooks) => {
          const line = this.server.connect(ME, hooks);
          const own = this.server.lines.at(-1);
          if (own !== undefined) lines.push(own);
          return line;
        },
        csrf: () => Promise.resolve("token"),
        clock: {
          now: () => this.clock.now(),
          after: (ms, then) =>
            this.clock.after(ms, () => {
              if (page.alive) then();
            }),
        },
        random: () => 0.5,
        newId,
        keeping: this.device.of(tab),
        tabs: this.#tabsOf(page),
        onWake: () => () => undefined,
      },
      ME,
    );
    const opened: Page = Object.assign(page, { tab, store });
    this.pages = [...this.pages, opened];
    store.open();
    return opened;
  }

  /** Nothing reaches a page that is gone. */
  #tabsOf(page: { readonly alive: boolean }): Tabs {
    const { tabs } = this;
    return {
      live: (tab, met) =>
        tabs.live(tab, (other) => {
          if (page.alive) met(other);
        }),
      isGone: (tab) => tabs.isGone(tab),
      whenGone: (tab, then) =>
        tabs.whenGone(tab, () => {
          if (page.alive) then();
        }),
    };
  }

  get living(): readonly Page[] {
    return this.pages.filter(({ alive }) => alive);
  }

  submit(page: Page, command: Command): void {
    page.made.push(page.store.submit(command).commandId);
    this.note();
  }

  /** The page ends without a word: its line too, and what its disk has not begun. */
  kill(page: Page): void {
    page.alive = false;
    for (const line of page.lines) line.open = false;
    this.device.forget(page.tab);
    this.tabs.die(page.tab);
  }

  /** Notes for every page which of its commands it calls safe. */
  note(): void {
    for (const { store, made, safe, alive } of this.pages)
      if (alive && store.safety === "device") for (const id of made) safe.add(id);
  }

  /** Everything on its way comes to where it goes. */
  async calm(): Promise<void> {
    for (let round = 0; round < 40; round += 1) {
      await settleDown();
      while (this.#step()) await settleDown();
      this.clock.pass(1_000);
    }
    await settleDown();
    while (this.#step()) await settleDown();
  }

  #step(): boolean {
    let moved = this.device.work();
    for (const line of this.server.lines.filter(({ open }) => open)) {
      line.start();
      while (this.server.read(line)) moved = true;
      while (line.open && line.deliver()) moved = true;
    }
    return moved;
  }
}
