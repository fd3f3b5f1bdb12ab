import { expect, it } from "vitest";
import { fromJson } from "../../src/lib/model";
import { peopleThen } from "../../src/lib/people-then";
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
