import { expect, test } from "vitest";
import { momentsOf } from "../../src/lib/stories/moments";
import { create, event } from "./support/boards";

test("Q1 a sheet's story tells of its sub-themes and their cards, for as long as those stand on it", () => {
  const theme = (title: string, parent_id: string | null): object => ({
    title,
    parent_id,
    merged_into: null,
  });
  const place = (card_id: string, theme_id: string): object => ({ card_id, theme_id, rank: "a" });
  const events = [
    event(1, "theme.created", [create("theme", "sheet", theme("Sheet", null))]),
    event(2, "theme.created", [create("theme", "part", theme("Part", null))]),
    event(3, "placement.added", [create("placement", "p1", place("tea", "part"))]),
    event(4, "theme.moved", [
      { kind: "theme", id: "part", before: { parent_id: null }, after: { parent_id: "sheet" } },
    ]),
    event(5, "placement.added", [create("placement", "p2", place("toast", "part"))]),
    event(6, "theme.edited", [
      { kind: "theme", id: "part", before: { title: "Part" }, after: { title: "Food" } },
    ]),
    event(7, "theme.moved", [
      { kind: "theme", id: "part", before: { parent_id: "sheet" }, after: { parent_id: null } },
    ]),
    event(8, "placement.added", [create("placement", "p3", place("talk", "part"))]),
  ];
  const told = (id: string): number[] => momentsOf(events, [], { kind: "theme", id }).map(({ seq }) => seq);
  expect(told("sheet")).toEqual([1, 4, 5, 6, 7]);
  expect(told("part")).toEqual([2, 3, 4, 5, 6, 7, 8]);
});
