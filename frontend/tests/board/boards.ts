import { fromJson, type State } from "../../src/lib/model";
import { outline, type Outline } from "../../src/lib/outline";

const theme = (title: string, rank: string, parent_id: string | null = null, theme_kind = "theme") => ({
  title,
  description: "",
  theme_kind,
  parent_id,
  colour: "teal",
  rank,
  retired: false,
  merged_into: null,
});

const card = (text: string, rank: string) => ({
  text,
  label: null,
  source: null,
  rank,
  retired: false,
  merged_into: null,
});
const placement = (card_id: string, theme_id: string, rank: string) => ({
  card_id,
  theme_id,
  rank,
  mark: null,
});

/** Tray: Calm. Growth: Resilience; its sub-theme Learning: Courses, Resilience. Support: Listening. Parked: empty. */
export function smallState(): State {
  return fromJson({
    board: { b: { title: "Board", question: "", legend: {} } },
    theme: {
      growth: theme("Growth", "a0"),
      learning: theme("Learning", "a0", "growth"),
      support: theme("Support", "a1"),
      later: theme("For later", "a2", null, "parked"),
    },
    card: {
      calm: card("Calm", "a0"),
      resilience: card("Resilience", "a1"),
      courses: card("Further courses", "a2"),
      listening: card("Listening", "a3"),
    },
    placement: {
      p1: placement("resilience", "growth", "a0"),
      p2: placement("courses", "learning", "a0"),
      p3: placement("resilience", "learning", "a1"),
      p4: placement("listening", "support", "a0"),
    },
  });
}

export function smallOutline(): Outline {
  return outline(smallState());
}
