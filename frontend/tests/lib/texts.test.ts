import { expect, test } from "vitest";
import { newId } from "../../src/lib/ids";
import { byName, initials, nameOf, ringColour, roleName } from "../../src/lib/people";
import { closedReason, grouped, listed, plural, refusal, short, workState } from "../../src/lib/texts";
import { clockTime, dayName, moment } from "../../src/lib/time";
import { PEOPLE, person } from "./support/boards";

test("ids are 20 characters of base 62, all different and evenly spread", () => {
  const ids = Array.from({ length: 2_000 }, newId);
  expect(ids.every((id) => /^[0-9A-Za-z]{20}$/.test(id))).toBe(true);
  expect(new Set(ids).size).toBe(2_000);
  const zeros = [...ids.join("")].filter((letter) => letter === "0").length;
  expect(zeros).toBeGreaterThan(450);
  expect(zeros).toBeLessThan(850);
});

test.each([
  ["CR1", "CR1"],
  ["CR12", "CR12"],
  ["Teal Robin", "TR"],
  ["Alexandra", "Al"],
  ["  Old grey  heron bird ", "OGH"],
  ["🦉 Owl", "🦉O"],
])("the ring of %s says %s", (pseudonym, ring) => {
  expect(initials(pseudonym)).toBe(ring);
});

test("people by name, those here first", () => {
  const people = [person("a", "CR10", { here: false }), person("b", "CR11"), person("c", "CR2")];
  expect(byName(people).map(({ pseudonym }) => pseudonym)).toEqual(["CR2", "CR11", "CR10"]);
  expect(nameOf(PEOPLE, "person-cr2")).toBe("CR2");
  expect([nameOf(PEOPLE, null), nameOf(PEOPLE, "nobody01")]).toEqual(["Somebody", "Somebody"]);
  expect([ringColour("pink"), roleName("co_researcher")]).toEqual(["var(--c-pink)", "Co-researcher"]);
});

test("counted and listed words", () => {
  expect([plural(0, "card"), plural(1, "card"), plural(2, "person", "people")]).toEqual([
    "0 cards",
    "1 card",
    "2 people",
  ]);
  expect([listed(["a"]), listed(["a", "b", "c"])]).toEqual(["a", "a, b and c"]);
  expect(short("A short one")).toBe("A short one");
  expect(short("word ".repeat(20).trim())).toBe(`${"word ".repeat(12).trim()}…`);
  expect(short("x".repeat(99))).toHaveLength(46);
});

test("the state of my work is never saved before it is", () => {
  expect(workState("live", 0, "device")).toBe("Everything saved");
  expect(workState("live", 2, "device")).toBe("Sending…");
  expect(workState("offline", 1, "device")).toBe("Offline. 1 change waits here");
  expect(workState("offline", 3, "device")).toBe("Offline. 3 changes wait here");
  expect(workState("offline", 3, "soon")).toBe("Offline. Keeping your changes…");
  expect(workState("offline", 1, "window")).toBe(
    "Offline. 1 change waits in this window. Please keep it open",
  );
  expect(workState("offline", 0, "device")).toBe("Offline. No changes wait here");
  expect(workState("connecting", 0, "device")).toBe("Connecting…");
  expect(workState("closed", 0, "device")).toBe("Not connected");
  expect(workState("closed", 2, "device")).toBe("Not connected. 2 changes wait here");
});

const SENTENCES = [
  ...["malformed", "stale", "too_deep", "what is this"].map(refusal),
  ...[4400, 4401, 4403, 4404, 4409].map((code) => closedReason(code) ?? ""),
];

test.each(SENTENCES)("plain, short, calm: %s", (text) => {
  for (const sentence of text.split(/(?<=\.) /)) {
    expect(sentence.split(" ").length).toBeLessThanOrEqual(15);
    expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(sentence).not.toContain("!");
  }
});

test("only some ends are for good", () => {
  expect([1001, 1006, 1008, 4408].map(closedReason)).toEqual([null, null, null, null]);
});

const NOW = new Date("2026-03-13T08:00:00Z");

test.each([
  ["2026-03-13T07:05:00.000Z", "today, 07:05"],
  ["2026-03-12T10:31:00.000Z", "yesterday, 10:31"],
  ["2026-03-01T00:00:00.000Z", "1 March, 00:00"],
  ["2025-12-31T23:59:00.000Z", "31 December 2025, 23:59"],
])("%s is %s", (at, said) => {
  expect(moment(at, NOW, "UTC")).toBe(said);
});

test("days are those of the reader's place", () => {
  expect(dayName("2026-03-12T23:30:00.000Z", NOW, "Europe/Berlin")).toBe("today");
  expect(clockTime("2026-03-12T23:30:00.000Z", "Europe/Berlin")).toBe("00:30");
});

test("numbers are grouped as English writes them, and names are sorted as people count", () => {
  for (const one of [0, 7, 999, 1_000, 12_345, 1_234_567])
    expect(grouped(one)).toBe(one.toLocaleString("en"));
  const names = ["Zoë", "CR10", "Élan", "Echo", "cr2", "CR1", "Ember 7"];
  const collator = new Intl.Collator("en", { numeric: true });
  const people = names.map((name, at) => person(`person-${at}`, name));
  expect(byName(people).map(({ pseudonym }) => pseudonym)).toEqual(names.toSorted(collator.compare));
});
