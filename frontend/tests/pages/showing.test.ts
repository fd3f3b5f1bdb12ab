import { describe, expect, it } from "vitest";
import type { BoardEvent, Change } from "../../src/lib/protocol";
import { placesToShow } from "../../src/pages/showing";

function eventOf(...changes: Change[]): BoardEvent {
  return {
    seq: 2,
    at: "2026-03-12T10:31:00.000Z",
    actor: "p",
    command_id: "c",
    type: "placement.moved",
    changes,
  };
}

describe("placesToShow", () => {
  it("shows a placement where it stands, or its card when it is gone", () => {
    const removed: Change = {
      kind: "placement",
      id: "pl",
      before: { card_id: "a", theme_id: "t" },
      after: null,
    };
    expect(placesToShow(eventOf(removed))).toEqual([
      '[data-slip="p-pl"]',
      '[data-slip="c-a"]',
      '[data-card="a"]',
    ]);
  });

  it("begins with the last change", () => {
    const theme: Change = { kind: "theme", id: "t", before: null, after: { title: "New" } };
    const card: Change = { kind: "card", id: "a", before: null, after: { text: "New" } };
    expect(placesToShow(eventOf(theme, card))[0]).toBe('[data-slip="c-a"]');
  });

  it("has no place for a meeting", () => {
    const meeting: Change = { kind: "meeting", id: "m", before: null, after: { title: "M", open: true } };
    expect(placesToShow(eventOf(meeting))).toEqual([]);
  });
});
