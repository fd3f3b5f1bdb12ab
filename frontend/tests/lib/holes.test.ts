import { expect, test } from "vitest";
import { HOLE, withHoles } from "../../src/lib/holes";
import { fromJson } from "../../src/lib/model";
import { Replay } from "../../src/lib/replay";
import type { BoardEvent } from "../../src/lib/protocol";

const card = (text: string | null) => ({
  text,
  label: null,
  source: null,
  rank: "a0",
  retired: false,
  merged_into: null,
});

test("W17 words that were taken back leave a hole in plain words", () => {
  const state = fromJson({ card: { one: card(null), two: card("Still here") }, theme: {} });

  const shown = withHoles(state);

  expect(shown.card.get("one")?.text).toBe(HOLE);
  expect(shown.card.get("two")).toBe(state.card.get("two"));
  expect(state.card.get("one")?.text).toBeNull();
  expect(shown.theme).toBe(state.theme);
});

test("W17 a state without holes is shown as it is", () => {
  const state = fromJson({ card: { two: card("Still here") } });
  expect(withHoles(state)).toBe(state);
});

test("W17 the past has its holes too", () => {
  const made = { kind: "card", id: "one", before: null, after: card(null) };
  const event = { seq: 1, at: "", actor: null, command_id: "c", type: "card.created", changes: [made] };
  expect(new Replay([event as unknown as BoardEvent]).stateAt(1).card.get("one")?.text).toBe(HOLE);
});
