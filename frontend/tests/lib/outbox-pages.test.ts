// @vitest-environment ./tests/lib/support/browser-build.ts
import { expect, test } from "vitest";
import { toJson } from "../../src/lib/model";
import { FakeBrowser, type Page } from "./support/browser";
import { settleDown } from "./support/clock";
import fc from "./support/chance";
import { commandOn } from "./support/commands";
import { FAILED_ONCE, steps, type PageStep, type Step } from "./support/outbox-steps";

function take(browser: FakeBrowser, step: Step): void {
  if (step.do === "open") browser.open();
  else if (step.do === "disk") browser.device.work();
  else if (step.do === "pass") browser.clock.pass(step.ms);
  else if ("page" in step) {
    const one = browser.living[step.page % Math.max(1, browser.living.length)];
    if (one !== undefined) onPage(browser, one, step);
  }
}

function onPage(browser: FakeBrowser, one: Page, step: PageStep): void {
  const line = one.lines.findLast(({ open }) => open);
  if (step.do === "submit") browser.submit(one, commandOn(one.store.shown, step.wanted));
  if (step.do === "kill") browser.kill(one);
  if (line === undefined) return;
  if (step.do === "start") line.start();
  if (step.do === "cut") line.cut();
  if (step.do === "read") browser.server.read(line);
  if (step.do === "deliver") line.deliver();
  if (step.do === "repeat" && line.toClient[0] !== undefined) line.toClient.unshift(line.toClient[0]);
  if (step.do === "busy") refuse(line);
}

/** The server cannot save just now. */
function refuse(line: Page["lines"][number]): void {
  const [first] = line.toServer;
  if (first?.type !== "submit") return;
  line.toServer.shift();
  const { command_id } = first;
  line.toClient.push({ type: "rejected", command_id, code: "storage_unavailable", message: "", detail: {} });
}

/** What two living pages both hold would be sent by both. */
function expectOneSender(browser: FakeBrowser): void {
  const ids = browser.living.flatMap(({ store }) => store.pendingIds);
  expect(new Set(ids).size).toBe(ids.length);
}

async function run(all: readonly Step[]): Promise<void> {
  const browser = new FakeBrowser();
  browser.open();
  for (const step of all) {
    take(browser, step);
    await settleDown();
    browser.note();
    expectOneSender(browser);
  }
  const [first = browser.open(), ...others] = browser.living;
  for (const one of others) browser.kill(one);
  await browser.calm();
  expectAllThere(browser, first); // a page that was open all along takes over from those that end
  browser.kill(first);
  const last = browser.open();
  await browser.calm();
  expectAllThere(browser, last);
}

function expectAllThere({ pages, server, device }: FakeBrowser, last: Page): void {
  expect([last.store.status, last.store.waiting]).toEqual(["live", 0]);
  expect(toJson(last.store.shown)).toEqual(toJson(server.state));
  const recorded = server.events.map(({ command_id }) => command_id);
  expect(new Set(recorded).size).toBe(recorded.length);
  expect(device.rows.filter(({ refused }) => refused === null)).toEqual([]);
  for (const { made, safe } of pages) {
    const own = recorded.filter((id) => made.includes(id));
    expect(own).toEqual(made.filter((id) => own.includes(id))); // in the order in which they were made
    for (const id of safe)
      expect(server.decided.has(id), `${id} was called safe and never arrived`).toBe(true);
  }
  for (const { message } of last.store.keeper.refused)
    expect(server.decided.has(message.command_id)).toBe(true);
}

test("what a page called safe is decided once and in order, however pages and lines end", async () => {
  await fc.assert(fc.asyncProperty(steps, run), { numRuns: 2_000, examples: [...FAILED_ONCE] });
}, 120_000);

test("a device that cannot keep anything: the work goes on in this window, and says so", async () => {
  const browser = new FakeBrowser();
  const one = browser.open();
  await browser.calm();
  browser.device.broken = true;
  one.lines.findLast(({ open }) => open)?.cut();
  browser.submit(one, { type: "card.edit", card_id: "calm0001", text: "Quiet" });
  expect(one.store.safety).toBe("soon");
  browser.device.work();
  await settleDown();
  expect([one.store.safety, one.store.waiting]).toEqual(["window", 1]);
  await browser.calm();
  expect([one.store.waiting, server(browser)]).toEqual([0, ["card.edited"]]);
});

test("a change refused after its page was gone is kept with what was written, until it was seen", async () => {
  const browser = new FakeBrowser();
  const one = browser.open();
  await browser.calm();
  one.lines.findLast(({ open }) => open)?.cut();
  browser.submit(one, { type: "card.edit", card_id: "nowhere1", text: "Long thought about" });
  browser.submit(one, { type: "card.edit", card_id: "calm0001", text: "Quiet" });
  while (browser.device.work()) await settleDown();
  browser.kill(one);
  const two = browser.open();
  await browser.calm();
  expect(server(browser)).toEqual(["card.edited"]);
  const [refused] = two.store.keeper.refused;
  expect(refused?.message.command).toMatchObject({ text: "Long thought about" });
  browser.kill(two);
  const three = browser.open();
  await browser.calm();
  expect(three.store.keeper.refused).toHaveLength(1);
  three.store.keeper.seen(refused?.message.command_id ?? "");
  await browser.calm();
  expect(browser.device.rows).toEqual([]);
});

test("a page opens with what the device knows, before any line stands", async () => {
  const browser = new FakeBrowser();
  const one = browser.open();
  await browser.calm();
  browser.submit(one, { type: "card.edit", card_id: "calm0001", text: "Quiet" });
  await browser.calm();
  browser.kill(one);
  const two = browser.open();
  while (browser.device.work()) await settleDown();
  await settleDown();
  expect([two.store.status, two.store.loaded]).toEqual(["connecting", true]);
  expect(two.store.shown.card.get("calm0001")?.text).toBe("Quiet");
  expect(two.store.asOf).not.toBeNull();
  await browser.calm();
  expect([two.store.status, two.store.asOf]).toEqual(["live", null]);
});

test("nothing is sent under another person's name", async () => {
  const browser = new FakeBrowser();
  const one = browser.open();
  await settleDown();
  while (browser.device.work()) await settleDown();
  await settleDown();
  browser.submit(one, { type: "card.edit", card_id: "calm0001", text: "Quiet" });
  const line = one.lines.at(-1);
  line?.start();
  line?.hooks.heard(JSON.stringify({ type: "welcome", you: "person-cr2", head: 0, people: [], limits: {} }));
  await browser.calm();
  expect(one.store.status).toBe("closed");
  expect(one.store.closedReason).toContain("Somebody else is signed in");
  expect(server(browser)).toEqual([]);
  expect(browser.device.rows).toHaveLength(1);
});

function server({ server: { events } }: FakeBrowser): readonly string[] {
  return events.map(({ type }) => type);
}
