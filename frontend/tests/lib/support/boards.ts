import type { Card, Placement, State, Theme } from "../../../src/lib/model";
import { emptyState, fromJson } from "../../../src/lib/model";
import type { BoardEvent, Change, EventType, PersonHere } from "../../../src/lib/protocol";

export function card(text: string, rank: string, more: Partial<Card> = {}): Card {
  return { text, label: null, source: null, rank, retired: false, merged_into: null, ...more };
}

export function theme(title: string, rank: string, more: Partial<Theme> = {}): Theme {
  return {
    title,
    description: "",
    theme_kind: "theme",
    parent_id: null,
    colour: "teal",
    rank,
    retired: false,
    merged_into: null,
    ...more,
  };
}

export function placement(
  card_id: string,
  theme_id: string,
  rank: string,
  mark: string | null = null,
): Placement {
  return { card_id, theme_id, rank, mark };
}

/** Two sheets, one with a section, a parked sheet, four cards of which one lies in the tray. */
export function smallBoard(): State {
  return fromJson({
    board: {
      board0001: { title: "Outcomes", question: "What do outcomes mean?", legend: { "✱": "from a quote" } },
    },
    card: {
      helping1: card("Helping people", "a0"),
      calm0001: card("Calm", "a1"),
      resil001: card("Resilience", "a2"),
      cafe0001: card("Café access", "a3"),
    },
    theme: {
      support1: theme("Support", "a0"),
      environ1: theme("Environment", "a1", { colour: "green" }),
      culture1: theme("Culture", "a0", { parent_id: "environ1", colour: "green" }),
      parked01: theme("Later", "a2", { theme_kind: "parked", colour: "grey" }),
    },
    placement: {
      place001: placement("helping1", "support1", "a0"),
      place002: placement("calm0001", "support1", "a1", "✱"),
      place003: placement("helping1", "culture1", "a0"),
      place004: placement("resil001", "environ1", "a0"),
    },
  });
}

export function event(
  seq: number,
  type: EventType,
  changes: readonly Change[],
  more: Partial<BoardEvent> = {},
): BoardEvent {
  return {
    seq,
    at: "2026-03-12T10:31:00.000Z",
    actor: "person-cr1",
    command_id: `command-${seq}`,
    type,
    changes,
    ...more,
  };
}

export function create(kind: Change["kind"], id: string, after: object): Change {
  return { kind, id, before: null, after: { ...after } };
}

export function remove(kind: Change["kind"], id: string, before: object): Change {
  return { kind, id, before: { ...before }, after: null };
}

export function update(kind: Change["kind"], id: string, before: object, after: object): Change {
  return { kind, id, before: { ...before }, after: { ...after } };
}

export function person(id: string, pseudonym: string, more: Partial<PersonHere> = {}): PersonHere {
  return {
    id,
    pseudonym,
    role: "co_researcher",
    colour: "teal",
    active: true,
    here: true,
    holding: null,
    looking_at: null,
    writing: false,
    hand: null,
    ready: false,
    showing: null,
    calling: false,
    following: null,
    ...more,
  };
}

export const PEOPLE = [
  person("person-cr1", "CR1"),
  person("person-cr2", "CR2", { colour: "orange" }),
  person("person-fac", "S1", { role: "facilitator", colour: "grey" }),
];

export { emptyState };
