/** What is said on a board: threads of comments, decisions, and how much was said about what. Pure. */
import { groupBy } from "./keep";
import type { Comment, State } from "./model";

/** The kind that stays with its card or theme like a footnote. */
export const DECISION = "decision";
const KINDS: Readonly<Record<string, string>> = {
  reflection: "Reflection",
  question: "Question",
  [DECISION]: "Decision",
};

/** What words are about. */
export interface About {
  readonly kind: Comment["on_kind"];
  readonly id: string;
}

export interface Said {
  readonly id: string;
  readonly comment: Comment;
}

/** First words, and the answers to them in their order. */
export interface Thread extends Said {
  readonly answers: readonly Said[];
}

type Comments = State["comment"];

/** The kinds of comments and what the study calls them. */
export function kindsOf({ talk }: State): Readonly<Record<string, string>> {
  const [named] = talk.values();
  return named?.kinds ?? KINDS;
}

/** All threads, in the order in which their first words were said. Words that still wait to be sent come last. */
export function threadsOf(comments: Comments): readonly Thread[] {
  const all = [...comments].map(([id, comment]): Said => ({ id, comment })).sort(bySaid);
  const answers = groupBy(all, ({ comment }) => comment.reply_to);
  return (answers.get(null) ?? []).map((first) => ({ ...first, answers: answers.get(first.id) ?? [] }));
}

/** The threads about one thing. Those of which nothing is left to read or to answer are kept too: they were said. */
export function threadsAbout(threads: readonly Thread[], { kind, id }: About): readonly Thread[] {
  return threads.filter(({ comment }) => comment.on_kind === kind && comment.on_id === id);
}

export function isReadable({ taken_back, hidden }: Comment): boolean {
  return !taken_back && !hidden;
}

/** By what they are about: how many comments can be read, and the decisions in the order in which they were made. */
export interface TalkOf {
  readonly count: number;
  readonly decisions: readonly Said[];
}

const SILENCE: TalkOf = { count: 0, decisions: [] };

export class TalkIndex {
  readonly #talk: ReadonlyMap<string, TalkOf>;

  constructor(threads: readonly Thread[]) {
    const readable = threads
      .flatMap((thread): readonly Said[] => [thread, ...thread.answers])
      .filter(({ comment }) => isReadable(comment));
    const groups = groupBy(readable, ({ comment }) => keyOf({ kind: comment.on_kind, id: comment.on_id }));
    this.#talk = new Map([...groups].map(([key, said]) => [key, talkOf(said)]));
  }

  about(about: About): TalkOf {
    return this.#talk.get(keyOf(about)) ?? SILENCE;
  }
}

export function keyOf({ kind, id }: About): string {
  return `${kind} ${id}`;
}

function talkOf(said: readonly Said[]): TalkOf {
  return { count: said.length, decisions: said.filter(({ comment }) => comment.comment_kind === DECISION) };
}

/** Words without a time are not recorded yet. */
function bySaid({ comment: a }: Said, { comment: b }: Said): number {
  if (a.at === b.at) return 0;
  return a.at === "" || (b.at !== "" && a.at > b.at) ? 1 : -1;
}
