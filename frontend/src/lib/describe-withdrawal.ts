import { said, type Told } from "./said";
import type { Story } from "./story";

const TOOK: Readonly<Record<string, string>> = {
  stop: "stopped taking part.",
  unlink: "took their name out.",
  words: "took their words back.",
  all: "took their words, name and answers back.",
  source: "took back everything from one source.",
};
const FROM: Readonly<Record<string, string>> = {
  card: "a card",
  theme: "a theme",
  comment: "a comment",
  vote: "an answer",
  minutes: "minutes",
  attendance: "a note of who was there",
  moment: "the name of a moment",
};

export function asked(story: Story): Told {
  return [said(TOOK[String(story.change("withdrawal")?.after?.["way"])] ?? "took something back.")];
}

export function cancelled(): Told {
  return [said("changed their mind, and put back what they had taken back.")];
}

export function removed(story: Story): Told {
  const from = FROM[String(story.change("withdrawal")?.after?.["on_kind"])] ?? "a reason";
  return [said(`removed words that were put here by mistake from ${from}.`)];
}
