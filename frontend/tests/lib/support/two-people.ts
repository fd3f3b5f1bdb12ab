/** Two people of the fake room, and what the first one does first. */
import type { Command } from "../../../src/lib/protocol";

export const ME = "person-cr1";
export const OTHER = "person-cr2";
export const ADD: Command = {
  type: "placement.add",
  placement_id: "mine0001",
  card_id: "cafe0001",
  theme_id: "support1",
};
export const RENAME: Command = { type: "card.edit", card_id: "calm0001", text: "Quiet" };
