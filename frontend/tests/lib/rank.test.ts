import fc from "./support/chance";
import { expect, test } from "vitest";
import { between, compareRanked, rankFor, staysAt, type Ranked } from "../../src/lib/rank";

test("a rank put anywhere into a row keeps the row strictly ordered", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 60 }), (spots) => {
      const row: string[] = [];
      for (const spot of spots) {
        const at = spot % (row.length + 1);
        row.splice(at, 0, between(row[at - 1] ?? null, row[at] ?? null));
      }
      expect(row).toEqual([...new Set(row)].sort());
    }),
  );
});

test.each([
  ["a1", "a1"],
  ["a2", "a1"],
])("there is no rank between %s and %s", (a, b) => {
  expect(() => between(a, b)).toThrow(RangeError);
});

const ROW: readonly Ranked[] = [
  { id: "one", rank: "a0" },
  { id: "two", rank: "a1" },
  { id: "six", rank: "a2" },
];

test("a newcomer stands first, behind a neighbour, or last", () => {
  expect(rankFor(ROW, null) < "a0").toBe(true);
  expect(rankFor(ROW, "one")).toBe(between("a0", "a1"));
  expect(rankFor(ROW, undefined) > "a2").toBe(true);
  expect(rankFor(ROW, "gone")).toBe(rankFor(ROW, undefined));
  expect(rankFor([], null)).toBe("a0");
});

test("somebody wanted where they stand stays", () => {
  expect(staysAt(ROW, "two", "one")).toBe(true);
  expect(staysAt(ROW, "one", null)).toBe(true);
  expect(staysAt(ROW, "six", undefined)).toBe(true);
  expect(staysAt(ROW, "two", null)).toBe(false);
  expect(staysAt(ROW, "two", "gone")).toBe(false);
});

test("equal ranks are ordered by id, by code units", () => {
  const rows = [
    { id: "b", rank: "a" },
    { id: "B", rank: "a" },
    { id: "a", rank: "Z" },
  ];
  expect(rows.sort(compareRanked).map(({ id }) => id)).toEqual(["a", "B", "b"]);
});
