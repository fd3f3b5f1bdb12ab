import { describe, expect, test } from "vitest";
import { allChoices, grouped, withRecent } from "../../src/board/choices";
import { contains, fold, found, foundSentence } from "../../src/board/filter";
import { outline } from "../../src/lib/outline";
import { draftCards, sayTooLong } from "../../src/board/new-cards";
import { smallOutline, smallState } from "./boards";

describe("finding cards", () => {
  test("case, accents and kinds of apostrophe do not matter", () => {
    expect(fold(" Café ‘People’s’ ")).toBe("cafe 'people's'");
    expect(contains("Other people’s understanding", "people's UNDER")).toBe(true);
  });

  test("all words must be there, in any order", () => {
    expect(contains("Reduce pressure on carer", "carer reduce")).toBe(true);
    expect(contains("Reduce pressure on carer", "carer calm")).toBe(false);
  });

  test("nothing asked is different from nothing found", () => {
    expect(found(smallState().card, "  ")).toBeNull();
    expect(found(smallState().card, "xyz")).toEqual(new Set());
    expect(found(smallState().card, "courses further")).toEqual(new Set(["courses"]));
  });

  test("the sentence counts cards and places", () => {
    expect(foundSentence([])).toBe("No card has these words.");
    expect(foundSentence([{ cardId: "a" }])).toBe("1 card found.");
    expect(foundSentence([{ cardId: "a" }, { cardId: "a" }])).toBe("1 card found in 2 places.");
  });
});

describe("choosing a theme", () => {
  const choices = allChoices(smallOutline());

  test("every sub-theme comes after its theme, the parked ones last", () => {
    expect(choices.map(({ title, under }) => [title, under])).toEqual([
      ["Growth", null],
      ["Learning", "Growth"],
      ["Support", null],
      ["For later", null],
    ]);
  });

  test("S4 themes of one name in one place are told apart by their cards", () => {
    const { theme, ...rest } = smallState();
    const growth = theme.get("growth");
    if (growth === undefined) throw new Error("growth");
    const twins = [
      ...theme,
      ["other", { ...growth, rank: "a9" }],
      ["deep", { ...growth, parent_id: "support" }],
    ] as const;
    const alike = allChoices(outline({ ...rest, theme: new Map(twins) })).filter(
      ({ title }) => title === "Growth",
    );
    expect(alike.map(({ id, under, apart }) => [id, under, apart])).toEqual([
      ["growth", null, "1 card, first “Resilience”"],
      ["deep", "Support", ""],
      ["other", null, "no cards"],
    ]);
    expect(choices.every(({ apart }) => apart === "")).toBe(true);
  });

  test("recent themes come first and are not repeated", () => {
    const groups = grouped(choices, ["support", "gone"], "");
    expect(groups.map(({ name, choices: own }) => [name, own.map(({ id }) => id)])).toEqual([
      ["Recent", ["support"]],
      ["All other themes", ["growth", "learning", "later"]],
    ]);
  });

  test("the best fit is on top, so that Enter can take it", () => {
    const [only] = grouped(choices, ["support"], "l");
    expect(only?.choices.map(({ id }) => id)).toEqual(["learning", "later"]);
    expect(grouped(choices, [], "growth")[0]?.choices.map(({ id }) => id)).toEqual(["growth", "learning"]);
  });

  test("the newest theme leads the recent ones", () => {
    expect(withRecent(["a", "b", "c"], "b")).toEqual(["b", "a", "c"]);
  });
});

describe("pasting cards", () => {
  test("each line with words is a card, without its bullet or number", () => {
    const draft = draftCards("- One\r\n\n• Two  words\n3. Three\n", 500);
    expect(draft).toEqual({ texts: ["One", "Two words", "Three"], tooLong: [], doubles: 0 });
  });

  test("a line that comes again is left out and counted", () => {
    expect(draftCards("One\nTwo\nOne", 500)).toEqual({ texts: ["One", "Two"], tooLong: [], doubles: 1 });
  });

  test("lines over the limit are told with how they begin, not cut", () => {
    const draft = draftCards("short\nmuch too long", 8);
    expect(draft).toEqual({ texts: ["short"], tooLong: ["much too long"], doubles: 0 });
    const one = "1 line is longer than 8 letters. It begins “much too long”. Please make it shorter.";
    expect(sayTooLong(draft.tooLong, 8)).toBe(one);
    expect(sayTooLong(["first of them", "second of them"], 8)).toContain("2 lines are longer");
    expect(sayTooLong([], 8)).toBe("");
  });

  test("a number that belongs to the words stays", () => {
    expect(draftCards("1:1 support\n-5 degrees", 500).texts).toEqual(["1:1 support", "-5 degrees"]);
  });
});
