import type { BoardEvent } from "./protocol";

/** A stretch of the log: a meeting, or work from home between meetings. `to` is its last seq. */
export interface Stretch {
  readonly kind: "meeting" | "home";
  /** The meeting's title; null from home, or when it was withdrawn. */
  readonly title: string | null;
  readonly from: number;
  readonly to: number;
  readonly startedAt: string;
  readonly endedAt: string;
}

export function stretchesOf(events: readonly BoardEvent[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let over = true;
  for (const event of events) {
    const last = stretches.at(-1);
    const opened = meetingChange(event, true);
    if (opened !== undefined) stretches.push(begun(event, "meeting", opened.title));
    else if (last === undefined || over) stretches.push(begun(event, "home", null));
    else stretches[stretches.length - 1] = { ...last, to: event.seq, endedAt: event.at };
    over = meetingChange(event, false) !== undefined;
  }
  return stretches;
}

function begun({ seq, at }: BoardEvent, kind: Stretch["kind"], title: string | null): Stretch {
  return { kind, title, from: seq, to: seq, startedAt: at, endedAt: at };
}

function meetingChange(
  { changes }: BoardEvent,
  open: boolean,
): { readonly title: string | null } | undefined {
  const found = changes.find(({ kind, after }) => kind === "meeting" && after?.["open"] === open);
  if (found === undefined) return undefined;
  const title = found.after?.["title"];
  return { title: typeof title === "string" ? title : null };
}
