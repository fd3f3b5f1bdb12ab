// @vitest-environment ./tests/lib/support/browser-build.ts
import { afterEach, expect, test, vi } from "vitest";
import { api } from "../../src/lib/api";
import type { Early } from "../../src/lib/early";
import { FakeBrowser } from "./support/browser";
import { settleDown } from "./support/clock";

const EARLIER = { csrf: "earlier", memberships: [] };
const LATER = { csrf: "later", memberships: [] };

afterEach(() => {
  vi.unstubAllGlobals();
  delete (globalThis as Early).themeroomEarly;
});

test("early: what was asked before the pages were there is taken, once", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json(LATER)));
  (globalThis as Early).themeroomEarly = new Map([["/api/me", Promise.resolve(Response.json(EARLIER))]]);
  expect([(await api.me()).csrf, (await api.me()).csrf]).toEqual(["earlier", "later"]);
});

test("early: without a line the page hears of it as of any other question", async () => {
  const asked = Promise.reject<Response>(new TypeError("Failed to fetch"));
  (globalThis as Early).themeroomEarly = new Map([["/api/me", asked]]);
  await expect(api.me()).rejects.toMatchObject({ status: 0, code: "unreachable" });
});

test.each([
  [true, 1],
  [false, 0],
])("early: where nothing can be kept (%s) the line does not wait for the device", async (fresh, lines) => {
  const browser = new FakeBrowser();
  browser.device.fresh = fresh;
  const page = browser.open();
  await settleDown();
  expect(page.lines).toHaveLength(lines);
  await browser.calm();
  expect([page.store.status, page.lines.length]).toEqual(["live", 1]);
});
