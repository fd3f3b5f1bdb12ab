import { said, tell, type Part, type Told } from "./said";
import { named, type Story } from "./story";

export function added(story: Story): Told {
  return [said(`${verb(story)} `), about(story), ...words(story)];
}

export function edited(story: Story): Told {
  return [said("changed their words about "), about(story), ...words(story)];
}

export function withdrawn(story: Story): Told {
  return tell`took back their words about ${about(story)}.`;
}

export function hidden(story: Story): Told {
  return tell`hid words about ${about(story)}.`;
}

export function shown(story: Story): Told {
  return tell`showed the hidden words about ${about(story)} again.`;
}

/** A card, a theme or the board, by its name. */
export function thing(story: Story, kind: string | undefined, id: string | undefined): Part {
  if (kind === "card") return story.card(id);
  return kind === "theme" ? story.theme(id) : said("the board");
}

function verb(story: Story): string {
  const { reply_to, comment_kind } = story.now("comment", commentOf(story));
  if (comment_kind === "decision") return "noted a decision about";
  if (reply_to) return "answered about";
  return comment_kind === "question" ? "asked about" : "said about";
}

function about(story: Story): Part {
  const { on_kind, on_id } = story.now("comment", commentOf(story));
  return thing(story, on_kind, on_id);
}

function words(story: Story): Told {
  const { text } = story.now("comment", commentOf(story));
  if (!text) return [said(".")];
  const told = [said(": "), named("comment", commentOf(story), text, "")];
  return /[.!?…]$/.test(text) ? told : [...told, said(".")];
}

function commentOf(story: Story): string {
  return story.change("comment")?.id ?? "";
}
