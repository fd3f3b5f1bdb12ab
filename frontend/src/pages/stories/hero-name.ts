import { nameOf } from "../../lib/people";
import type { Hero } from "../../lib/stories/moments";
import type { OpenBoard } from "../open-board.svelte";

/** What a story is about, by the name it has now. */
export function heroName({ store, people }: OpenBoard, { kind, id }: Hero): string {
  switch (kind) {
    case "card":
      return store.shown.card.get(id)?.text ?? "A card";
    case "theme":
      return store.shown.theme.get(id)?.title ?? "A theme";
    case "person":
      return nameOf(people, id);
  }
}
