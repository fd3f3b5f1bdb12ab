import { expect, test } from "vitest";
import { flowOf } from "../../src/lib/stories/flow";
import { momentsOf } from "../../src/lib/stories/moments";
import { themeStory } from "../../src/lib/stories/theme-story";
import { standsNow } from "../../src/lib/stories/words";
import { create, event } from "./support/boards";
import { DEMO, demoId } from "./support/demo";

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

test("Q2 a sheet says what its sub-themes hold beside its own cards, a card in two of them once", () => {
  const told = (title: string): readonly [string, string[], string | null] => {
    const story = themeStory(DEMO, demoId("theme", title));
    if (story === null) throw new Error(title);
    const parts = story.parts.map((one) => `${one.title}: ${one.holds}`);
    const under = story.under === null ? null : (story.titles.get(story.under) ?? "");
    return [standsNow(story, flowOf(DEMO, story)), parts, under];
  };
  expect(told("Environment")).toEqual([
    "It has no cards of its own now. Its 2 sub-themes hold 38 different cards. Cards came from 1 other theme.",
    ["Culture: 30", "Facilities: 9"],
    null,
  ]);
  expect(told("Facilities")).toEqual([
    "9 cards stand in it now. 2 of them stand in other themes too. Cards came from 1 other theme.",
    [],
    "Environment",
  ]);
});

test("Q2 who spoke and what was checked counts the sub-themes of a sheet too, and says of which it was", () => {
  const [sheet, part] = [demoId("theme", "Environment"), demoId("theme", "Facilities")];
  const words = {
    ...{ on_kind: "theme", on_id: part, reply_to: null, comment_kind: "decision", text: "It stays" },
    ...{ author: "CR9", written_by: null, at: "T", edited: false, taken_back: false, hidden: false },
  };
  const round = {
    ...{ question: "Is it one?", method: "sense", asked_on: "theme", dots: null, per_item: null },
    ...{ secret: false, hidden_until_closed: false, open: true, opened_at: "T", opened_by: "CR9" },
    ...{ closed_at: null, voters: null },
  };
  const vote = { round_id: "r1", on_kind: "theme", on_id: part, person: "CR9", value: "agree" };
  const titled = { before: { title: "Facilities" }, after: { title: "Rooms" } };
  const next = DEMO.length + 1;
  const by = { actor: "CR9", why: "Shorter" };
  const story = themeStory(
    [
      ...DEMO,
      event(next, "comment.added", [create("comment", "c1", words)], { actor: "CR9" }),
      event(next + 1, "round.opened", [create("round", "r1", round)], { actor: "CR9" }),
      event(next + 2, "vote.cast", [create("vote", "v1", { ...vote, reason: null, held: 6, at: "T" })], by),
      event(next + 3, "theme.edited", [{ kind: "theme", id: part, ...titled }], by),
    ],
    sheet,
  );
  expect(story?.spoke.find(({ who }) => who === "CR9")).toEqual({ who: "CR9", reasons: 1, words: 1 });
  expect(story?.decided).toEqual([{ text: "It stays", at: "T", about: "Rooms" }]);
  const asked = story?.checked.filter(({ question }) => question === "Is it one?");
  expect(asked?.map(({ tally, about }) => [tally.agree, about])).toEqual([[1, "Rooms"]]);
  expect(story?.names.map(({ title }) => title)).toEqual(["Environment"]);
});
