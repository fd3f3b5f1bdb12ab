/** Others' changes for those who listen: gathered, and told at most every five seconds. Pure. */
import { describe, plainSentence, plainText } from "./describe";
import { many } from "./describe-many";
import { groupBy } from "./keep";
import type { State } from "./model";
import { nameOf } from "./people";
import type { BoardEvent, Person } from "./protocol";
import { Story } from "./story";

export const TELL_EVERY = 5_000;
const MOST_PEOPLE = 3;
/** Of one person, besides what is counted. */
const MOST_SENTENCES = 3;
/** What is told by counting when there is much of it. */
const COUNTED: ReadonlySet<string> = new Set(["card", "theme", "placement"]);

interface Heard {
  readonly event: BoardEvent;
  readonly before: State;
}

export interface Announcements {
  readonly heard: readonly Heard[];
  /** Milliseconds; null before the first one. */
  readonly toldAt: number | null;
}

export const QUIET: Announcements = { heard: [], toldAt: null };

/** Takes in what others did; `me` is left out. */
export function hear(
  { heard, toldAt }: Announcements,
  events: readonly BoardEvent[],
  before: State,
  me: string | null,
): Announcements {
  const others = events.filter((event) => event.actor !== me).map((event) => ({ event, before }));
  return { heard: [...heard, ...others], toldAt };
}

export interface Told {
  readonly next: Announcements;
  readonly sentence: string | null;
  /** Milliseconds after which to ask again; null when nothing waits. */
  readonly again: number | null;
}

/** What to say now, if anything. */
export function speak(announcements: Announcements, now: number, people: readonly Person[]): Told {
  const { heard, toldAt } = announcements;
  if (heard.length === 0) return { next: announcements, sentence: null, again: null };
  const rest = toldAt === null ? 0 : toldAt + TELL_EVERY - now;
  if (rest > 0) return { next: announcements, sentence: null, again: rest };
  return { next: { heard: [], toldAt: now }, sentence: summary(heard, people), again: null };
}

function summary(heard: readonly Heard[], people: readonly Person[]): string {
  const actors = [...groupBy(heard, ({ event }) => event.actor)];
  const told = actors.slice(0, MOST_PEOPLE).map(([actor, own]) => summaryOf(actor, own, people));
  const more = actors.length > MOST_PEOPLE ? ["Others made changes too."] : [];
  return [...told, ...more].join(" ");
}

function summaryOf(actor: string | null, own: readonly Heard[], people: readonly Person[]): string {
  const [first] = own;
  if (first === undefined) return "";
  if (own.length === 1) return plainSentence(describe(first.event, first.before, people));
  const counted = own.filter(isCounted);
  const others = newest(own.filter((one) => !isCounted(one))).map((one) => summaryOf(actor, [one], people));
  if (counted.length < 2)
    return [...counted.map((one) => summaryOf(actor, [one], people)), ...others].join(" ");
  const changes = counted.flatMap(({ event }) => event.changes);
  const sum = `${nameOf(people, actor)} ${plainText(many(new Story({ changes }, first.before)))}`;
  return [sum, ...others].join(" ");
}

function isCounted({ event }: Heard): boolean {
  return event.changes.some(({ kind }) => COUNTED.has(kind));
}

/** When there are more than can be listened to: the last of each sort. */
function newest(own: readonly Heard[]): readonly Heard[] {
  if (own.length <= MOST_SENTENCES) return own;
  const last = [...groupBy(own, ({ event }) => event.type)].flatMap(([, alike]) => alike.slice(-1));
  return last.slice(-MOST_SENTENCES);
}
