// @vitest-environment ./tests/lib/support/browser-build.ts
import { afterEach, expect, test, vi } from "vitest";
import { Settings } from "../../src/lib/settings.svelte";

const KEY = "themeroom.settings";

function page(stored: string | null): { dataset: Record<string, string>; storage: Map<string, string> } {
  const dataset: Record<string, string> = {};
  const storage = new Map(stored === null ? [] : [[KEY, stored]]);
  vi.stubGlobal("document", { documentElement: { dataset } });
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => storage.set(key, value),
  });
  return { dataset, storage };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

test("settings start plain and show on the page", () => {
  const { dataset } = page(null);
  const settings = new Settings();
  expect([settings.density, settings.calm, settings.theme]).toEqual(["comfortable", false, "auto"]);
  expect(dataset).toEqual({ density: "comfortable", theme: "auto" });
});

test("settings are kept and come back", () => {
  const { dataset, storage } = page(null);
  const settings = new Settings();
  settings.density = "overview";
  settings.calm = true;
  settings.theme = "dark";
  expect(dataset).toEqual({ density: "overview", calm: "on", theme: "dark" });
  settings.calm = false;
  expect(dataset).not.toHaveProperty("calm");
  const again = new Settings();
  expect([again.density, again.calm, again.theme]).toEqual(["overview", false, "dark"]);
  expect(storage.size).toBe(1);
});

test("two tabs do not undo what the other has chosen, and hear of it", () => {
  const { storage, dataset } = page(null);
  const heard: ((event: { key: string }) => void)[] = [];
  vi.stubGlobal("addEventListener", (_: string, then: (event: { key: string }) => void) => heard.push(then));
  const [one, two] = [new Settings(), new Settings()];
  one.shared = true;
  two.density = "compact";
  expect(JSON.parse(storage.get(KEY) ?? "")).toMatchObject({ shared: true, density: "compact" });
  heard[0]?.({ key: KEY });
  expect([one.density, one.shared, dataset["density"]]).toEqual(["compact", true, "compact"]);
});

test.each(["not json", "null", '{"density":"huge","calm":"yes","theme":7}'])(
  "a strange memory %s is left aside",
  (stored) => {
    page(stored);
    const settings = new Settings();
    expect([settings.density, settings.calm, settings.theme]).toEqual(["comfortable", false, "auto"]);
  },
);

test("settings work where storage is blocked", () => {
  const { dataset } = page(null);
  const blocked = (): never => {
    throw new Error("blocked");
  };
  vi.stubGlobal("localStorage", { getItem: blocked, setItem: blocked });
  const settings = new Settings();
  settings.density = "compact";
  expect(settings.density).toBe("compact");
  expect(dataset["density"]).toBe("compact");
});
