import { BoardStore } from "../../../src/lib/board-store.svelte";
import { FakeClock, settleDown } from "./clock";
import { FakeServer, type FakeLine } from "./server";

/** A server and the stores of its people, with every message in the test's hand. */
export class FakeRoom {
  readonly server = new FakeServer();
  readonly clock = new FakeClock();
  readonly stores = new Map<string, BoardStore>();
  readonly wakes: (() => void)[] = [];
  csrf: () => Promise<string> = () => Promise.resolve("token");
  #ids = 0;

  join(person: string): BoardStore {
    const store = new BoardStore("board0001", {
      line: (_, hooks) => this.server.connect(person, hooks),
      csrf: () => this.csrf(),
      clock: this.clock,
      random: () => 0.5,
      newId: () => `${person}-${(this.#ids += 1)}`,
      onWake: (wake) => {
        this.wakes.push(wake);
        return () => undefined;
      },
    });
    this.stores.set(person, store);
    store.open();
    return store;
  }

  /** A store that is connected and has everything. */
  async arrive(person: string): Promise<BoardStore> {
    const store = this.join(person);
    await this.calm();
    return store;
  }

  line(person: string): FakeLine {
    const line = this.server.lineOf(person);
    if (line === undefined) throw new Error(`${person} has no line.`);
    return line;
  }

  /** A message comes to a person's browser. */
  hear(person: string, message: object): void {
    this.line(person).hooks.heard(JSON.stringify(message));
  }

  /** So much time passes that every line has been mended. */
  async reconnected(): Promise<void> {
    this.clock.pass(20_000);
    await this.calm();
  }

  /** Opens lines, and brings everything on its way to where it goes. */
  async calm(): Promise<void> {
    await settleDown();
    this.#open();
    while (this.#exchange()) {
      await settleDown();
      this.#open();
    }
  }

  #open(): void {
    for (const line of this.server.lines) line.start();
  }

  #exchange(): boolean {
    let moved = false;
    for (const line of this.server.lines.filter(({ open }) => open)) {
      while (this.server.read(line)) moved = true;
      while (line.open && line.deliver()) moved = true;
    }
    return moved;
  }
}
