import { expect, test } from "vitest";
import { closedSentence, isLost, locksOf } from "../../src/lib/locks";
import {
  attendanceId,
  attendees,
  handsUp,
  isNoted,
  readiness,
  readyWords,
  runningMeeting,
  timeLeft,
} from "../../src/lib/meeting";
import { fromJson } from "../../src/lib/model";
import { ServerClock } from "../../src/lib/server-clock";
import { person } from "./support/boards";

const STATE = fromJson({
  meeting: { first001: { title: "First", open: false }, second01: { title: "Second", open: true } },
  attendance: {
    there001: { meeting_id: "second01", person: "cr1", name: null },
    there002: { meeting_id: "first001", person: "cr2", name: null },
    there003: { meeting_id: "second01", person: null, name: "Ann" },
  },
});

test("the meeting that is on, and who is noted there", () => {
  expect(runningMeeting(STATE)?.id).toBe("second01");
  expect(attendees(STATE, "second01").map(({ id }) => id)).toEqual(["there001", "there003"]);
  expect([isNoted(STATE, "second01", "cr1"), isNoted(STATE, "second01", "cr2")]).toEqual([true, false]);
});

test("an attendance has the same id on all devices of a person, and another for everybody else", () => {
  const ids = ["cr1", "cr2"].flatMap((who) =>
    ["first001", "second01"].map((which) => attendanceId(which, who)),
  );
  expect(new Set(ids).size).toBe(4);
  expect(attendanceId("first001", "cr1")).toBe(ids[0]);
  for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{8,40}$/);
});

test("the hand that went up first comes first, and one that has gone is down", () => {
  const people = [
    person("late", "Late", { hand: 20 }),
    person("gone", "Gone", { hand: 1, here: false }),
    person("soon", "Soon", { hand: 10 }),
    person("none", "None"),
  ];
  expect(handsUp(people).map(({ id }) => id)).toEqual(["soon", "late"]);
});

test("co-researchers who are here are ready or not; nobody is named", () => {
  const guide = person("fac", "Facilitator", { role: "facilitator" });
  const watcher = person("obs", "Observer", { role: "observer" });
  const [one, two] = [person("cr1", "CR1"), person("cr2", "CR2", { ready: true })];
  expect(readyWords(readiness([guide, watcher, one]))).toBe("");
  expect(readyWords(readiness([guide, watcher, one, two]))).toBe("1 of 2 are ready.");
  expect(readyWords(readiness([guide, two]))).toBe("Everybody is ready.");
});

test.each([
  [600_000, "about 10 minutes left"],
  [95_000, "about 2 minutes left"],
  [61_000, "about 1 minute left"],
  [29_000, "less than a minute left"],
  [0, "The time is over. Take the time you need."],
])("the time that is left is told calmly: %s", (ms, words) => {
  expect(timeLeft(ms)).toBe(words);
});

test("the server's clock, by a word just said and by the middle of a ping", () => {
  const told: number[] = [];
  const clock = new ServerClock((ahead) => told.push(ahead));
  clock.heard("1970-01-01T00:00:10.000Z", 4_000);
  clock.heardPong({ type: "pong", t: 4_000, server_time: "1970-01-01T00:00:10.000Z" }, 6_000);
  clock.heardPong({ type: "pong", t: 4_000 }, 6_000);
  clock.heard("no time", 0);
  expect(told).toEqual([6_000, 5_000]);
});

test("a command stands before the lock of what it changes", () => {
  const move = { type: "placement.remove", placement_id: "p" } as const;
  const retire = { type: "card.retire", card_id: "c" } as const;
  expect(locksOf(move)).toEqual(["sorting"]);
  expect(locksOf({ type: "batch", commands: [retire, retire, move] })).toEqual(["writing", "sorting"]);
  expect(locksOf({ type: "undo", seq: 3 })).toEqual([]);
  expect(locksOf({ type: "meeting.end", meeting_id: "m" })).toEqual([]);
});

test("what somebody wrote is never lost to a lock on the way", () => {
  expect(isLost({ type: "card.retire", card_id: "c" })).toBe(true);
  expect(isLost({ type: "card.edit", card_id: "c", text: "My words" })).toBe(false);
  expect(closedSentence("sorting", "CR1")).toBe(
    "Moving cards is closed for now. CR1 set this. You can still talk.",
  );
});
