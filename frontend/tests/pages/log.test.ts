import { describe, expect, it } from "vitest";
import type { BoardEvent } from "../../src/lib/protocol";
import { fitting, namedThing, type NamedRef } from "../../src/pages/log-filter";
import { grouped } from "../../src/pages/log-groups";

function event(seq: number, actor: string, forWhom: string | null = null): BoardEvent {
  const at = "2026-03-12T10:31:00.000Z";
  return { seq, at, actor, on_behalf_of: forWhom, command_id: `c${seq}`, type: "card.created", changes: [] };
}

const EVENTS = [event(1, "s1"), event(2, "cr1"), event(3, "s1", "cr1"), event(4, "cr2")];

describe("fitting", () => {
  it("takes everything, newest first, when nothing is asked", () => {
    expect(fitting(EVENTS, { personId: null, touching: null })).toEqual([4, 3, 2, 1]);
  });

  it("finds what a person did and what was written for them", () => {
    expect(fitting(EVENTS, { personId: "cr1", touching: null })).toEqual([3, 2]);
  });

  it("keeps what touches the chosen card, by the chosen person", () => {
    expect(fitting(EVENTS, { personId: null, touching: [1, 4] })).toEqual([4, 1]);
    expect(fitting(EVENTS, { personId: "cr2", touching: [1, 4] })).toEqual([4]);
  });
});

describe("C29 fitting, for those who look closely", () => {
  const everything = { personId: null, touching: null };
  const moved: BoardEvent = { ...event(5, "cr1"), type: "placement.moved", why: "It belongs there" };
  const voted: BoardEvent = {
    ...event(6, "cr1"),
    type: "vote.cast",
    at: "2026-03-14T10:00:00.000Z",
    why: "",
  };
  const batch: BoardEvent = { ...event(7, "cr1"), type: "batch.applied", at: "2026-03-16T10:00:00.000Z" };
  const log = [...EVENTS, moved, voted, batch];

  it("tells kinds of changes apart", () => {
    expect(fitting(log, { ...everything, what: "move" })).toEqual([5]);
    expect(fitting(log, { ...everything, what: "round" })).toEqual([6]);
    expect(fitting(log, { ...everything, what: "other" })).toEqual([7]);
    expect(fitting(log, { ...everything, what: "card" })).toEqual([4, 3, 2, 1]);
  });

  it("finds those with a reason", () => {
    expect(fitting(log, { ...everything, reasoned: true })).toEqual([5]);
  });

  it("keeps to days, the first and the last included", () => {
    expect(fitting(log, { ...everything, from: "2026-03-14" })).toEqual([7, 6]);
    expect(fitting(log, { ...everything, from: "2026-03-13", to: "2026-03-14" })).toEqual([6]);
    expect(fitting(log, { ...everything, to: "2026-03-11" })).toEqual([]);
  });
});

describe("namedThing", () => {
  const things: readonly NamedRef[] = [{ kind: "card", id: "a", name: "Don’t know" }];

  it("does not mind capitals, outer spaces and apostrophes", () => {
    expect(namedThing(things, " don't KNOW ")?.id).toBe("a");
  });

  it("means nothing by half a name or none", () => {
    expect(namedThing(things, "Don")).toBeNull();
    expect(namedThing(things, "  ")).toBeNull();
  });
});

describe("grouped", () => {
  const entry = (seq: number, day: string, chapter: string, chapterStart: number) => ({
    seq,
    day,
    chapter,
    chapterStart,
  });

  it("puts neighbours of the same day and chapter together", () => {
    const groups = grouped([
      entry(9, "today", "From home", 7),
      entry(8, "yesterday", "From home", 7),
      entry(7, "yesterday", "From home", 7),
      entry(6, "yesterday", "Meeting 1", 2),
    ]);
    expect(groups.map(({ day, chapter, entries }) => [day, chapter, entries.length])).toEqual([
      ["today", "From home", 1],
      ["yesterday", "From home", 2],
      ["yesterday", "Meeting 1", 1],
    ]);
  });

  it("gives each group its own lasting key", () => {
    const keys = grouped([
      entry(3, "today", "From home", 3),
      entry(2, "today", "Meeting 1", 2),
      entry(1, "today", "From home", 1),
    ]);
    expect(new Set(keys.map(({ key }) => key)).size).toBe(3);
  });
});
