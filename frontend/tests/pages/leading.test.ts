// @vitest-environment ./tests/lib/support/browser-build.ts
import { expect, test } from "vitest";
import type { Member } from "../../src/lib/members";
import { roleSaid, roleWish } from "../../src/pages/leading";
import { OwnRole } from "../../src/pages/own-role.svelte";

const WILLOW: Member = {
  id: "willow",
  pseudonym: "Willow",
  role: "facilitator",
  colour: "teal",
  active: true,
  joined_at: "2026-03-01",
  joined_as: "co_researcher",
  given: [{ role: "facilitator", at: "2026-03-02T10:00:00.000Z", by: "ann" }],
  left_at: null,
  removed_at: null,
};
const ANN = { ...WILLOW, id: "ann", pseudonym: "Ann", given: [] };
const NOW = new Date("2026-03-02T12:00:00.000Z");

test("says since when somebody leads, and who asked them, as far as that has a name", () => {
  expect(roleSaid(ANN, [ANN, WILLOW], NOW)).toBe("Facilitator");
  expect(roleSaid(WILLOW, [ANN, WILLOW], NOW)).toMatch(/^Facilitator since today, .*, asked by Ann$/u);
  const nameless = { ...WILLOW, given: WILLOW.given.map((one) => ({ ...one, by: null })) };
  expect(roleSaid(nameless, [nameless], NOW)).toMatch(/^Facilitator since today, [\d:]+$/u);
});

test("asks before a role changes, of others in their name", () => {
  expect(roleWish({ ...WILLOW, role: "observer" }, false)).toMatchObject({
    role: "facilitator",
    yes: "Ask Willow to lead",
  });
  expect(roleWish(WILLOW, false)).toMatchObject({ role: "co_researcher", yes: "Willow no longer leads" });
  expect(roleWish(WILLOW, true)).toMatchObject({ role: "co_researcher", yes: "Stop leading" });
});

test("what others gave me is news, what I did myself is not", () => {
  const own = new OwnRole();
  own.hear("facilitator", "facilitator");
  expect(own.news).toBe("");
  own.hear("co_researcher", "facilitator");
  expect(own.news).toContain("You lead this study too now.");
  own.wish("co_researcher");
  own.hear("facilitator", "co_researcher");
  expect(own.news).toBe("");
  own.hear("facilitator", "co_researcher");
  expect(own.news).toContain("You no longer lead this study.");
});
