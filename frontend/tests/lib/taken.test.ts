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
  const player = new TakenPlayer(3, (_ms, then) => {
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
