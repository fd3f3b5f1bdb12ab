import { expect, test } from "vitest";
import { evolve } from "../../src/lib/evolve";
import { minutesOf, signedBy, versionsOf, withoutMinutes } from "../../src/lib/minutes";
import { fromJson } from "../../src/lib/model";
import { predict } from "../../src/lib/predict";
import type { BoardEvent, Change, Command } from "../../src/lib/protocol";

const FIRST = { title: "First", text: "We met.", meeting_id: "m1", held_on: "2026-03-12", version: 1 };
const STATE = fromJson({
  meeting: {
    m1: { title: "One", open: false },
    m2: { title: "Two", open: false },
    m3: { title: "Now", open: true },
  },
  minutes: { a: FIRST, b: { ...FIRST, held_on: null }, c: { ...FIRST, held_on: "2026-04-01" } },
  signature: {
    s1: { minutes_id: "a", version: 1, person: "p1", at: "T" },
    s2: { minutes_id: "b", version: 1, person: "p1", at: "T" },
    s3: { minutes_id: "a", version: 2, person: "p2", at: "T" },
  },
});

function event(seq: number, change: Change): BoardEvent {
  return { seq, at: "T", actor: "p1", command_id: `c${seq}`, type: "minutes.edited", changes: [change] };
}

test("D125 versions are read from the log", () => {
  const made: Change = { kind: "minutes", id: "a", before: null, after: FIRST };
  const changed: Change = {
    kind: "minutes",
    id: "a",
    before: { text: "We met.", version: 1 },
    after: { text: "Yes", version: 2 },
  };
  const other: Change = { ...made, id: "b" };
  const found = versionsOf([event(1, made), event(2, other), event(3, changed)], "a");
  expect(found.map(({ version, text, title, seq }) => [version, text, title, seq])).toEqual([
    [1, "We met.", "First", 1],
    [2, "Yes", "First", 3],
  ]);
});

test("W22 words that were taken back leave a hole in the versions and make no new one", () => {
  const made: Change = { kind: "minutes", id: "a", before: null, after: { ...FIRST, text: null } };
  const changed: Change = {
    kind: "minutes",
    id: "a",
    before: { version: 1 },
    after: { text: null, version: 2 },
  };
  const removed: Change = { kind: "minutes", id: "a", before: {}, after: { title: null, text: "Cut" } };
  const found = versionsOf([event(1, made), event(2, changed), event(3, removed)], "a");
  expect(found.map(({ version, text, title, seq }) => [version, text, title, seq])).toEqual([
    [1, "(words taken back)", "First", 1],
    [2, "Cut", "(words taken back)", 2],
  ]);
});

test("lists the latest day first and knows who signed and what is missing", () => {
  expect(minutesOf(STATE).map(({ id }) => id)).toEqual(["b", "c", "a"]);
  expect(signedBy(STATE, "a").map(({ version, person }) => [version, person])).toEqual([
    [2, "p2"],
    [1, "p1"],
  ]);
  expect(withoutMinutes(STATE)).toEqual([{ id: "m2", title: "Two" }]);
});

test("guesses new minutes and new versions, and leaves the rest to the server", () => {
  const edit: Command = { type: "minutes.edit", minutes_id: "a", text: " Yes ", version: 1 };
  const guess = predict(STATE, edit) ?? [];
  expect(evolve(STATE, guess).minutes.get("a")).toEqual({ ...FIRST, text: "Yes", version: 2 });
  expect(predict(STATE, { ...edit, version: 2 })).toBeNull();
  expect(predict(STATE, { ...edit, text: "We met." })).toEqual([]);
  const write: Command = { type: "minutes.write", minutes_id: "d", title: "New", text: "Hi" };
  const made = evolve(STATE, predict(STATE, write) ?? []).minutes.get("d");
  expect(made).toEqual({ title: "New", text: "Hi", meeting_id: null, held_on: null, version: 1 });
});
