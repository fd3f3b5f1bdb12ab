/** What stands out in a log when looking back: moments with a name, rounds, decisions, minutes. Pure. */
import type { RecordOf, State } from "./model";
import type { BoardEvent, Change } from "./protocol";

export interface Mark {
  readonly kind: "moment" | "round" | "decision" | "minutes";
  readonly seq: number;
  /** What it is, and its words: "Named moment", "The first day". */
  readonly what: string;
  readonly words: string;
}

/** The marks that events leave by themselves, in order. */
export function marksIn(events: Iterable<BoardEvent>): readonly Mark[] {
  return [...events].flatMap((event) => markOf(event) ?? []);
}

export function markOf({ seq, changes }: BoardEvent): Mark | null {
  for (const change of changes) {
    const mark = roundMark(change) ?? talkMark(change) ?? minutesMark(change);
    if (mark !== null) return { ...mark, seq };
  }
  return null;
}

type Unplaced = Omit<Mark, "seq">;

function roundMark({ kind, before, after }: Change): Unplaced | null {
  if (kind !== "round") return null;
  const made = (after ?? {}) as Partial<RecordOf<"round">>;
  if (before === null) return { kind: "round", what: "The group was asked", words: made.question ?? "" };
  return made.open === false ? { kind: "round", what: "A round was closed", words: "" } : null;
}

function talkMark({ kind, before, after }: Change): Unplaced | null {
  if (kind !== "comment" || before !== null) return null;
  const said = (after ?? {}) as Partial<RecordOf<"comment">>;
  if (said.comment_kind !== "decision") return null;
  return { kind: "decision", what: "A decision", words: said.text ?? "" };
}

function minutesMark({ kind, before, after }: Change): Unplaced | null {
  if (kind !== "minutes" || before !== null) return null;
  const made = (after ?? {}) as Partial<RecordOf<"minutes">>;
  return { kind: "minutes", what: "Minutes were written", words: made.title ?? "" };
}

export interface NamedMoment extends Mark {
  readonly id: string;
  readonly by: string | null;
}

/** The moments that have a name now, in the order of the log. */
export function namedMoments(state: State): readonly NamedMoment[] {
  const all = [...state.moment].map(([id, { seq, name, named_by: by }]) => {
    return { kind: "moment" as const, id, seq, what: "Named moment", words: textOf(name), by };
  });
  return all.sort((a, b) => a.seq - b.seq || (a.id < b.id ? -1 : 1));
}

/** Words that were withdrawn are not there any more. */
function textOf(name: string | null): string {
  return name ?? "A moment without a name";
}
