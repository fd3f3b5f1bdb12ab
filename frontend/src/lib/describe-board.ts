import { also, tell, type Part, type Told } from "./said";
import { named, type Story } from "./story";

const NAMELESS = "without a name";

export function created(story: Story): Told {
  const { id = "", after } = story.change("board") ?? {};
  return tell`opened the board ${named("board", id, after?.["title"], NAMELESS)}.`;
}

export function edited(story: Story): Told {
  const { id = "", after } = story.change("board") ?? {};
  const { title, question, legend } = after ?? {};
  const told: Told[] = [];
  if (title !== undefined) told.push(tell`named the board ${named("board", id, title, NAMELESS)}.`);
  if (question !== undefined) told.push(tell`changed the question of the board.`);
  if (legend !== undefined) told.push(tell`changed what the marks mean.`);
  if (story.change("talk") !== undefined) told.push(tell`named the kinds of comments.`);
  return also(told);
}

export function meetingStarted(story: Story): Told {
  return tell`started the meeting ${meeting(story)}.`;
}

export function meetingEnded(story: Story): Told {
  return tell`ended the meeting ${meeting(story)}.`;
}

function meeting(story: Story): Part {
  const id = story.change("meeting")?.id ?? "";
  return named("meeting", id, story.now("meeting", id).title, NAMELESS);
}
