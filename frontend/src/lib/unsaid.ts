/** Words of comments that I may not read: they are left out of the log and of earlier moments too. Pure. */
import type { Comment, State } from "./model";
import type { BoardEvent, Change, Fields } from "./protocol";

/** By id of a comment: which of its fields says why its words are not told. */
export type Unsaid = ReadonlyMap<string, "hidden" | "taken_back">;

export const NOTHING_UNSAID: Unsaid = new Map();

/** What was taken back nobody reads; what is hidden facilitators do, and whoever said or wrote it. */
export function unsaidTo(comments: State["comment"], me: string | undefined, leads: boolean): Unsaid {
  const found = new Map<string, "hidden" | "taken_back">();
  for (const [id, one] of comments) {
    if (one.taken_back) found.set(id, "taken_back");
    else if (one.hidden && !leads && one.author !== me && one.written_by !== me) found.set(id, "hidden");
  }
  return found;
}

export function isSame(one: Unsaid, other: Unsaid): boolean {
  return one.size === other.size && [...one].every(([id, why]) => other.get(id) === why);
}

/** The same event when it says none of these words. */
export function without(event: BoardEvent, unsaid: Unsaid): BoardEvent {
  if (unsaid.size === 0 || !event.changes.some((change) => isUnsaid(change, unsaid))) return event;
  const changes = event.changes.map((change) => silent(change, unsaid));
  return { ...event, changes };
}

export function stateWithout(state: State, unsaid: Unsaid): State {
  const comment = new Map(state.comment);
  for (const [id, why] of unsaid) {
    const one = comment.get(id);
    if (one !== undefined) comment.set(id, { ...one, text: null, [why]: true } satisfies Comment);
  }
  return unsaid.size === 0 ? state : { ...state, comment };
}

function isUnsaid({ kind, id }: Change, unsaid: Unsaid): boolean {
  return kind === "comment" && unsaid.has(id);
}

function silent(change: Change, unsaid: Unsaid): Change {
  const why = change.kind === "comment" ? unsaid.get(change.id) : undefined;
  if (why === undefined) return change;
  return { ...change, before: quiet(change.before), after: quiet(change.after, why) };
}

/** `why`: the field that says so, from its first words on. */
function quiet(fields: Fields | null, why?: string): Fields | null {
  if (fields === null) return null;
  const text = "text" in fields ? { text: null } : {};
  return { ...fields, ...text, ...(why !== undefined && why in fields ? { [why]: true } : {}) };
}
