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

/** The stretches of a log that grows. */
export class Stretches {
  readonly #past: Stretch[] = [];
  #last: Stretch | null = null;
  #over = true;

  get all(): readonly Stretch[] {
    return this.#last === null ? [] : [...this.#past, this.#last];
  }

  add(event: BoardEvent): void {
    const opened = meetingChange(event, true);
    if (opened !== undefined) this.#begin(begun(event, "meeting", opened.title));
    else if (this.#last === null || this.#over) this.#begin(begun(event, "home", null));
    else this.#last = { ...this.#last, to: event.seq, endedAt: event.at };
    this.#over = meetingChange(event, false) !== undefined;
  }

  #begin(stretch: Stretch): void {
    if (this.#last !== null) this.#past.push(this.#last);
    this.#last = stretch;
  }
}

export function stretchesOf(events: readonly BoardEvent[]): readonly Stretch[] {
  const stretches = new Stretches();
  for (const event of events) stretches.add(event);
  return stretches.all;
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
