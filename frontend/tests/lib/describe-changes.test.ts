import { expect, test } from "vitest";
import { describe as tell, plainSentence } from "../../src/lib/describe";
import type { Change, EventType } from "../../src/lib/protocol";
import { card, create, event, PEOPLE, placement, remove, smallBoard, update } from "./support/boards";

function told(type: EventType, changes: readonly Change[]): string {
  return plainSentence(tell(event(1, type, changes), smallBoard(), PEOPLE));
}

const RETIRED = [{ retired: false }, { retired: true }] as const;

function mergedInto(id: string): [object, object] {
  return [
    { retired: false, merged_into: null },
    { retired: true, merged_into: id },
  ];
}

test.each<[EventType, readonly Change[], string]>([
  [
    "card.split",
    [
      create("card", "part0001", card("Calm place", "a4")),
      create("card", "part0002", card("Calm mind", "a5")),
      update("card", "calm0001", ...RETIRED),
    ],
    "CR1 split “Calm” into “Calm place” and “Calm mind”.",
  ],
  [
    "card.merged",
    [
      update("placement", "place002", { card_id: "calm0001" }, { card_id: "resil001" }),
      update("card", "calm0001", ...mergedInto("resil001")),
      update("card", "cafe0001", ...mergedInto("resil001")),
    ],
    "CR1 joined “Calm” and “Café access” with “Resilience”.",
  ],
  [
    "card.restored",
    [
      update("card", "calm0001", { retired: true }, { retired: false }),
      create("placement", "place009", placement("calm0001", "culture1", "a3")),
    ],
    "CR1 put back “Calm”. It stands in 1 theme.",
  ],
  [
    "theme.merged",
    [
      update("placement", "place004", { theme_id: "environ1" }, { theme_id: "support1" }),
      update("theme", "environ1", ...mergedInto("support1")),
    ],
    "CR1 joined “Environment” with “Support”.",
  ],
  [
    "theme.retired",
    [
      update("theme", "environ1", ...RETIRED),
      remove("placement", "place004", placement("resil001", "environ1", "a0")),
      create("kept", "place004", placement("resil001", "environ1", "a0")),
    ],
    "CR1 put away the theme “Environment” with 1 card.",
  ],
  [
    "theme.restored",
    [update("theme", "environ1", { retired: true }, { retired: false })],
    "CR1 put back the theme “Environment”.",
  ],
  [
    "board.created",
    [create("board", "board0001", { title: "Outcomes", question: "", legend: {} })],
    "CR1 opened the board “Outcomes”.",
  ],
  [
    "board.edited",
    [
      update(
        "board",
        "board0001",
        { title: "Outcomes", legend: {} },
        { title: "What matters", legend: { "✱": "x" } },
      ),
    ],
    "CR1 named the board “What matters”. Also changed what the marks mean.",
  ],
  [
    "board.edited",
    [update("board", "board0001", { question: "a" }, { question: "b" })],
    "CR1 changed the question of the board.",
  ],
  [
    "meeting.started",
    [create("meeting", "meeting1", { title: "Meeting 9", open: true })],
    "CR1 started the meeting “Meeting 9”.",
  ],
  [
    "meeting.ended",
    [update("meeting", "meeting1", { open: true }, { open: false })],
    "CR1 ended the meeting without a name.",
  ],
  [
    "change.undone",
    [
      update("placement", "place002", { theme_id: "support1" }, { theme_id: "culture1" }),
      create("undo", "47", { by_command: "c" }),
    ],
    "CR1 undid change 47. “Calm” is in “Culture” again.",
  ],
  [
    "change.undone",
    [
      remove("placement", "place002", placement("calm0001", "support1", "a1")),
      create("undo", "47", { by_command: "c" }),
    ],
    "CR1 undid change 47. “Calm” is no longer in “Support”.",
  ],
  [
    "change.undone",
    [
      update("card", "calm0001", { text: "Calm" }, { text: "Quiet" }),
      create("undo", "47", { by_command: "c" }),
    ],
    "CR1 undid change 47. It reads “Quiet” again.",
  ],
  [
    "change.undone",
    [remove("card", "cafe0001", card("Café access", "a3")), create("undo", "47", { by_command: "c" })],
    "CR1 undid change 47. “Café access” is gone again.",
  ],
  [
    "change.undone",
    [
      update("placement", "place002", { theme_id: "culture1" }, { theme_id: "support1" }),
      remove("undo", "47", { by_command: "c" }),
      create("undo", "48", { by_command: "d" }),
    ],
    "CR1 brought back change 47. “Calm” is in “Support” again.",
  ],
])("%s: %o", (type, changes, sentence) => {
  expect(told(type, changes)).toBe(sentence);
});
