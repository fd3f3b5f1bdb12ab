import type { Vote } from "./model";
import { thing } from "./describe-talk";
import { said, tell, type Part, type Told } from "./said";
import { named, type Story } from "./story";
import { plural } from "./texts";

export function opened(story: Story): Told {
  return tell`asked the group ${question(story, story.change("round")?.id)}.`;
}

export function closed(story: Story): Told {
  return tell`closed the round ${question(story, story.change("round")?.id)}.`;
}

export function cast(story: Story): Told {
  const vote = story.now("vote", story.change("vote")?.id ?? "");
  return [...answer(story, vote), ...tell` in the round ${question(story, vote.round_id)}.`];
}

function question(story: Story, id: string | undefined): Part {
  return named("round", id ?? "", story.now("round", id ?? "").question, "a question");
}

function answer(story: Story, vote: Partial<Vote>): Told {
  const { value } = vote;
  if (value === "aside") return [said("stood aside")];
  if (value === "abstain") return [said("would rather not answer"), ...on(story, vote, "about")];
  if (typeof value === "number") return [said(`gave ${plural(value, "dot")}`), ...on(story, vote, "to")];
  return [said(`answered “${value ?? ""}”`), ...on(story, vote, "about"), ...because(story, vote)];
}

function because(story: Story, { reason }: Partial<Vote>): Told {
  if (typeof reason !== "string" || reason === "") return [];
  return tell`, because ${named("vote", story.change("vote")?.id ?? "", reason, "")},`;
}

function on(story: Story, { on_kind, on_id }: Partial<Vote>, preposition: string): Told {
  return on_kind === "round" ? [] : [said(` ${preposition} `), thing(story, on_kind, on_id)];
}
