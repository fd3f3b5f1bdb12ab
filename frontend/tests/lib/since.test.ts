import { expect, test } from "vitest";
import { plainSentence } from "../../src/lib/describe";
import { sinceOf, type Since } from "../../src/lib/since";
import type { BoardEvent } from "../../src/lib/protocol";
import { create, emptyState, event, PEOPLE, smallBoard, update } from "./support/boards";
import { longLog } from "./support/long-log";

const MOVED = update("placement", "place004", { theme_id: "environ1" }, { theme_id: "support1" });
const BACK = update("placement", "place004", { theme_id: "support1" }, { theme_id: "culture1" });
const COMMENT = {
  on_kind: "card",
  on_id: "cafe0001",
  reply_to: null,
  comment_kind: null,
  text: "Yes",
  author: "person-cr2",
  written_by: null,
  at: "T",
  edited: false,
  taken_back: false,
  hidden: false,
};
const CR2 = { actor: "person-cr2" };

function since(events: readonly BoardEvent[], without: string | null = null): Since {
  return sinceOf({ events, before: smallBoard(), people: PEOPLE, without });
}

/** Groups as `title count: card (how many changes)`. */
function outlined({ groups }: Since): string[] {
  return groups.map(
    ({ title, count, things }) =>
      `${title} ${count}: ${things.map(({ card, told }) => `${card ?? "-"} (${told.length})`).join(", ")}`,
  );
}

test("S140 groups what happened by theme and card, themes by how much happened", () => {
  const found = since([
    event(1, "placement.moved", [MOVED]),
    event(2, "theme.edited", [update("theme", "support1", { title: "Support" }, { title: "Help" })]),
    event(3, "card.edited", [update("card", "cafe0001", { text: "Café access" }, { text: "A café" })], CR2),
    event(4, "comment.added", [create("comment", "comment1", COMMENT)], CR2),
    event(5, "meeting.started", [create("meeting", "meeting1", { title: "First", open: true })]),
    event(6, "placement.moved", [BACK, update("placement", "place001", { rank: "a0" }, { rank: "a9" })]),
  ]);
  expect(outlined(found)).toEqual([
    "Help 2: - (1), Resilience (1)",
    "Not sorted yet 2: A café (2)",
    "Several at once 1: - (1)",
    "Meetings 1: - (1)",
  ]);
  expect(found.people).toEqual(["CR1", "CR2"]);
});

test("S140 tells who and why with the names of the time, and leaves out what I did", () => {
  const found = since(
    [
      event(1, "placement.moved", [MOVED], { ...CR2, why: "It helps" }),
      event(2, "card.edited", [update("card", "resil001", { text: "Resilience" }, { text: "Mine" })]),
      event(3, "placement.moved", [BACK], { actor: "person-fac", on_behalf_of: "person-cr1" }),
    ],
    "person-cr1",
  );
  expect(found.count).toBe(2);
  expect(found.people).toEqual(["CR2", "CR1"]);
  const told = found.groups.flatMap(({ things }) => things.flatMap((thing) => thing.told));
  expect(told.map(({ sentence }) => [plainSentence(sentence), sentence.why])).toEqual([
    ["CR2 moved “Resilience” from “Environment” to “Support”.", "It helps"],
    ["CR1, written by S1, moved “Mine” from “Support” to “Culture”.", null],
  ]);
});

test("S140 has nothing to tell when nothing happened", () => {
  expect(since([])).toEqual({ from: "", until: "", count: 0, people: [], groups: [] });
});

test("S140 walking through a long stretch leaves the board before it alone, and takes no second", () => {
  const events = longLog(10_000);
  const before = smallBoard();
  const started = performance.now();
  const found = sinceOf({ events, before: emptyState(), people: PEOPLE, without: "person-cr1" });
  expect(performance.now() - started).toBeLessThan(2_000);
  expect(found.count).toBeGreaterThan(8_000);
  sinceOf({ events: [event(1, "placement.moved", [MOVED])], before, people: PEOPLE, without: null });
  expect(before.placement.get("place004")?.theme_id).toBe("environ1");
});
