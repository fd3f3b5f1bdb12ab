import { expect, test } from "vitest";
import { plainSentence } from "../../src/lib/describe";
import { Taken, type TakenData } from "../../src/lib/taken";
import { TakenPlayer } from "../../src/pages/taken/taken-player.svelte";
import { DEMO } from "./support/demo";

/** A file from which one event is missing, and one person has no name any more. */
function file(): TakenData {
  const people = [
    { id: "CR4", pseudonym: "CR4" },
    { id: "CR1", pseudonym: null },
  ];
  const kept = DEMO.filter(({ type }) => type !== "board.edited");
  const events = [...kept, { ...kept[0], seq: 900, changes: [MOMENT], at: "2026-11-20T08:00:00.000Z" }];
  return { study: "S", source: null, made_at: "T", named: true, people, events } as TakenData;
}
const MOMENT = {
  kind: "moment",
  id: "m1",
  before: null,
  after: { seq: 195, name: "A turn", named_by: null },
};

test("Q10 a file plays all it has, one after another, whatever their numbers in the log", () => {
  const taken = new Taken(file());
  expect(taken.count).toBe(file().events.length);
  const [first] = taken.named;
  expect(taken.eventAt(first?.at ?? 0)?.type).toBe("theme.merged");
  expect(taken.stateAt(taken.count).card.size).toBeGreaterThan(100);
  const named = file().events.findIndex(({ type, actor }) => type === "theme.created" && actor === "CR4") + 1;
  const sentence = taken.sentence(named);
  expect(sentence && plainSentence(sentence)).toBe("CR4 named a new theme “Feeling better”.");
  const nameless = file().events.findIndex(({ actor }) => actor === "CR1") + 1;
  expect(taken.sentence(nameless)?.who).toBe("Somebody");
  expect(taken.sentence(0)).toBeNull();
});

test("Q10 it plays to the end, pauses, and begins anew", () => {
  const beats: (() => void)[] = [];
  const file = { count: 3, marks: [1], told: () => [] };
  const player = new TakenPlayer(file, (_ms, then) => {
    beats.push(then);
    return () => beats.splice(0);
  });
  player.play();
  beats.shift()?.();
  expect([player.at, player.playing]).toEqual([2, true]);
  beats.shift()?.();
  expect([player.at, player.playing]).toEqual([3, false]);
  player.toggle();
  expect([player.at, player.playing]).toEqual([1, true]);
  player.step(5);
  expect([player.at, player.playing]).toEqual([3, false]);
});

test("Q14 what is followed is stepped through by its own moments, told with their reasons", () => {
  const taken = new Taken(file());
  const [ripple] = [...taken.last.theme].find(([, { title }]) => title.includes("ripple effect")) ?? [];
  const hero = { kind: "theme", id: ripple ?? "" } as const;
  const moments = taken.told(hero);
  const player = new TakenPlayer(taken);
  player.show(taken.count);
  player.follow(hero);
  expect([player.at, player.place, player.course.count]).toEqual([moments[0]?.seq, 1, moments.length]);
  player.step(1);
  expect([player.at, player.stepped]).toEqual([moments[1]?.seq, true]);
  player.show(taken.count);
  expect([player.place, player.stepped]).toEqual([moments.length, false]);
  player.jump(-1);
  expect(moments.map(({ seq }) => seq)).toContain(player.at);
  player.step(-taken.count);
  expect(player.at).toBe(moments[0]?.seq);
  player.toNow();
  player.step(1);
  expect(player.at).toBe((moments[0]?.seq ?? 0) + 1);
  expect(taken.nameOf(hero)).toContain("ripple effect");
  const flow = taken.flow(hero.id);
  expect(flow?.steps.at(-1)?.holds).toBe(flow?.story.holds);
  expect(flow?.steps.length).toBe(1);
  expect(taken.flow("nothing")).toBeNull();
  expect(moments.map(({ sentence }) => sentence.why)).toContain(
    "These cards are about other people, not about me.",
  );
});
