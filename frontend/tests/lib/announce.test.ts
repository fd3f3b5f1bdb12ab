import { expect, test } from "vitest";
import { hear, QUIET, speak, type Announcements } from "../../src/lib/announce";
import type { BoardEvent } from "../../src/lib/protocol";
import { create, event, PEOPLE, person, smallBoard, update } from "./support/boards";

const ME = "person-cr1";

function moved(seq: number, actor: string, placement = "place002"): BoardEvent {
  return event(
    seq,
    "placement.moved",
    [update("placement", placement, { theme_id: "support1" }, { theme_id: "culture1" })],
    {
      actor,
    },
  );
}

function heard(...events: readonly BoardEvent[]): Announcements {
  return hear(QUIET, events, smallBoard(), ME);
}

test("a single change is told in full and at once", () => {
  const { sentence, again } = speak(heard(moved(1, "person-cr2")), 1000, PEOPLE);
  expect([sentence, again]).toEqual(["CR2 moved “Calm” from “Support” to “Culture”.", null]);
});

test("my own changes are not told", () => {
  expect(speak(heard(moved(1, ME)), 1000, PEOPLE)).toMatchObject({ sentence: null, again: null });
});

test("several changes of several people become one short text", () => {
  const renamed = event(
    3,
    "theme.edited",
    [update("theme", "support1", { title: "Support" }, { title: "Help" })],
    {
      actor: "person-fac",
    },
  );
  const all = heard(moved(1, "person-cr2"), renamed, moved(2, "person-cr2", "place001"));
  expect(speak(all, 0, PEOPLE).sentence).toBe(
    "CR2 moved 2 cards to “Culture”. S1 renamed the theme “Support” to “Help”.",
  );
});

test("nothing is told twice, and not within five seconds", () => {
  const first = speak(heard(moved(1, "person-cr2")), 1000, PEOPLE);
  const more = hear(first.next, [moved(2, "person-cr2")], smallBoard(), ME);
  expect(speak(more, 3000, PEOPLE)).toEqual({ next: more, sentence: null, again: 3000 });
  const second = speak(more, 6000, PEOPLE);
  expect(second.sentence).toContain("CR2 moved");
  expect(speak(second.next, 20_000, PEOPLE)).toMatchObject({ sentence: null, again: null });
});

test("of many people at once only three are named", () => {
  const people = [1, 2, 3, 4].map((number) => person(`person-${number}`, `P${number}`));
  const all = heard(...people.map(({ id }, at) => moved(at + 1, id)));
  expect(speak(all, 0, people).sentence).toMatch(/^P1 .* P2 .* P3 .* Others made changes too\.$/);
});

test("what is no card or theme is told in its own words beside the count, the last of each sort", () => {
  const lock = (seq: number, name: string): BoardEvent =>
    event(seq, "lock.set", [create("lock", name, { set_by: "person-fac" })], { actor: "person-fac" });
  const some = heard(lock(1, "sorting"), moved(2, "person-fac"), moved(3, "person-fac", "place001"));
  const moves = "S1 moved 2 cards to “Culture”.";
  expect(speak(some, 0, PEOPLE).sentence).toBe(`${moves} S1 closed moving cards for now.`);
  const much = heard(...["writing", "naming", "writing", "sorting"].map((name, at) => lock(at + 1, name)));
  expect(speak(much, 0, PEOPLE).sentence).toBe("S1 closed moving cards for now.");
});
