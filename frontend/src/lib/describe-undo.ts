import type { Change, Fields } from "./protocol";
import { said, tell, type Part, type Told } from "./said";
import { named, type Story } from "./story";

/** What an undo did. To undo an undo is to bring the first change back. */
export function undone(story: Story): Told {
  const marks = story.changes("undo");
  const back = marks.find(({ after }) => after === null);
  const undoneSeq = marks.findLast(({ before }) => before === null)?.id;
  const told = back === undefined ? tell`undid ${entry(undoneSeq)}.` : tell`brought back ${entry(back.id)}.`;
  return [...told, ...effect(story)];
}

function entry(seq: string | undefined): Part {
  return seq === undefined ? said("a change") : { kind: "undo", id: seq, text: `change ${seq}` };
}

/** When one thing was changed, how it is now. */
function effect(story: Story): Told {
  const [change, ...more] = story.event.changes.filter(({ kind }) => kind !== "undo" && kind !== "kept");
  if (change === undefined || more.length > 0) return [];
  const told = change.kind === "placement" ? placed(story, change) : known(story, change);
  return told.length === 0 ? [] : [said(" "), ...told];
}

function placed(story: Story, { id, after }: Change): Told {
  const { card_id, theme_id } = after === null ? story.old("placement", id) : story.now("placement", id);
  const [card, theme] = [story.card(card_id), story.theme(theme_id)];
  if (after === null) return tell`${card} is no longer in ${theme}.`;
  return after["theme_id"] === undefined ? [] : tell`${card} is in ${theme} again.`;
}

function known(story: Story, { kind, id, after }: Change): Told {
  const record: Fields = after ?? { ...story.before[kind].get(id) };
  const name = named(kind, id, record[kind === "card" ? "text" : "title"], "");
  if (name.text === "") return [];
  return after === null ? tell`${name} is gone again.` : tell`It reads ${name} again.`;
}
