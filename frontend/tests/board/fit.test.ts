import { expect, test } from "vitest";
import { fitOverview, type Load } from "../../src/board/fit";

const room = { width: 1440, height: 720 };

function load(cards: number, letters = 14): Load {
  return { letters: Array.from({ length: cards }, () => letters), headings: 1 };
}

test("few cards are shown in large letters, a column a sheet", () => {
  expect(fitOverview(load(3), [load(4), load(5)], room)).toMatchObject({ size: 17, columns: [1, 1, 1] });
});

test("a long sheet runs over several columns", () => {
  const { columns } = fitOverview(load(5), [load(60), load(5)], room);
  expect(columns[1]).toBeGreaterThan(1);
  expect(columns[2]).toBe(1);
});

test("more cards mean smaller letters, down to the smallest", () => {
  const size = (cards: number): number => fitOverview(load(20), [load(cards), load(cards)], room).size;
  expect(size(60)).toBeLessThan(size(20));
  expect(size(2_000)).toBe(11);
});

test("a sheet is never higher than the room", () => {
  const tall = fitOverview(load(1), [load(40)], { width: 4_000, height: 400 });
  expect(tall.columns[1]).toBeGreaterThanOrEqual(4);
});

test("an empty board and a window without height do not break it", () => {
  expect(fitOverview(load(0), [], { width: 0, height: 0 }).columns).toEqual([1]);
});
