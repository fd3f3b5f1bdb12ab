import { expect, it } from "vitest";
import { fromJson } from "../../src/lib/model";
import type { Member } from "../../src/lib/api";
import { membersThen, peopleThen } from "../../src/lib/people-then";
import type { BoardEvent } from "../../src/lib/protocol";

function by(seq: number, actor: string | null, on_behalf_of?: string): BoardEvent {
  const forWhom = on_behalf_of === undefined ? {} : { on_behalf_of };
  return { seq, at: "", actor, command_id: `c-${seq}`, type: "card.edited", changes: [], ...forWhom };
}

it("knows who was noted at the meeting, guests too, and who did something", () => {
  const state = fromJson({
    meeting: { m1: { title: "First", open: false }, m2: { title: "Second", open: true } },
    attendance: {
      a1: { meeting_id: "m1", person: "gone", name: null },
      a2: { meeting_id: "m2", person: "ann", name: null },
      a3: { meeting_id: "m2", person: null, name: "Guest" },
    },
  });
  const events = [by(1, "ann"), by(2, "ben"), by(3, "ann", "cleo"), by(4, null)];
  expect(peopleThen(state, events).map(({ id, name, noted }) => [id ?? name, noted])).toEqual([
    ["ann", true],
    ["Guest", true],
    ["ben", false],
    ["cleo", false],
  ]);
});

function member(id: string, stay: Partial<Member>): Member {
  const person = { id, pseudonym: id, colour: "teal", active: true, role: "co_researcher" } as const;
  return {
    ...person,
    joined_at: "2026-03-02",
    joined_as: "co_researcher",
    given: [],
    left_at: null,
    removed_at: null,
    ...stay,
  };
}

it("knows who led then, whatever role they have by now", () => {
  const given = [
    { role: "facilitator", at: "2026-03-04", by: "stays" },
    { role: "co_researcher", at: "2026-03-06", by: null },
  ] as const;
  const told = ["2026-03-03", "2026-03-04", "2026-03-06"].map((at) =>
    membersThen([member("led", { given })], at),
  );
  expect(told.map(({ inside }) => inside[0]?.role)).toEqual([
    "co_researcher",
    "facilitator",
    "co_researcher",
  ]);
});

it("tells who was in, who had left and who came later, in the roles of then", () => {
  const members = [
    member("stays", { joined_as: "facilitator", role: "facilitator" }),
    member("leaves", { role: "observer", active: false, left_at: "2026-03-05", removed_at: "2026-03-08" }),
    member("late", { joined_at: "2026-03-06" }),
  ];
  const told = (at: string): string[][] => {
    const { inside, gone, later } = membersThen(members, at);
    return [inside, gone, later].map((some) => some.map(({ id, role }) => `${id} ${role}`));
  };
  expect(told("2026-03-01")).toEqual([
    [],
    [],
    ["stays facilitator", "leaves co_researcher", "late co_researcher"],
  ]);
  expect(told("2026-03-04")[0]).toEqual(["stays facilitator", "leaves co_researcher"]);
  expect(told("2026-03-05")[0]).toEqual(["stays facilitator", "leaves observer"]);
  expect(told("2026-03-08")).toEqual([["stays facilitator", "late co_researcher"], ["leaves observer"], []]);
});
