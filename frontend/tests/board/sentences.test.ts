import { expect, test } from "vitest";
import { heldByOthers } from "../../src/board/holders";
import * as say from "../../src/board/sentences";
import type { PersonHere } from "../../src/lib/protocol";

test.each([
  [say.movedTo(["Calm"], "Support", 0), "“Calm” is now in “Support”."],
  [say.movedTo(["Calm", "Safe"], "Support", 1), "2 cards are now in “Support”. 1 card stood there before."],
  [say.alsoIn(["Calm"], "Support", 0), "“Calm” now stands in “Support” too."],
  [say.nothingToMove(["Calm"], "Support"), "“Calm” already stands in “Support”."],
  [say.takenOut(["Calm"], "Support", 0), "“Calm” is out of “Support”. It waits in “Not sorted yet”."],
  [say.takenOut(["Calm"], "Support", 2), "“Calm” is out of “Support”."],
  [say.takenOut(["Calm", "Safe"], null, null), "2 cards are out of their themes."],
  [say.reordered("Calm", 2, 5), "“Calm” is now number 2 of 5."],
  [say.putAway(["Calm"]), "“Calm” is put away. You can put it back."],
  [say.marked("Calm", "Support", null), "“Calm” in “Support” has no mark now."],
  [say.wroteCards(["One", "Two"], null), "2 cards are now in “Not sorted yet”."],
])("an outcome is a whole sentence: %s", (said, expected) => {
  expect(said).toBe(expected);
});

function person(id: string, holding: PersonHere["holding"], here = true): PersonHere {
  return {
    id,
    pseudonym: id,
    role: "co_researcher",
    colour: "teal",
    active: true,
    here,
    holding,
    looking_at: null,
    writing: false,
    hand: null,
    ready: false,
    showing: null,
    calling: false,
    following: null,
  };
}

test("only what others hold, who are here, is tagged", () => {
  const people = [
    person("me", { kind: "card", id: "a" }),
    person("CR2", { kind: "card", id: "b" }),
    person("CR3", { kind: "card", id: "c" }, false),
    person("CR4", { kind: "theme", id: "d" }),
    person("CR5", null),
  ];
  expect([...heldByOthers(people, "me").keys()]).toEqual(["b"]);
});
