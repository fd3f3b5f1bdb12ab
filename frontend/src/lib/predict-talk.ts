import { clean, created, updated } from "./changes";
import type { Guess, Hand } from "./guess";
import type { Comment, State } from "./model";
import type { CommandOf } from "./protocol";
import { kindsOf, type About } from "./talk";

/** The guess has no time: only the server's clock says when something was said. */
export function add(state: State, command: CommandOf<"comment.add">, { writer, forWhom }: Hand): Guess {
  const { comment_id, on, reply_to = null, comment_kind = null } = command;
  const text = clean(command.text);
  if (writer === null || text === "" || state.comment.has(comment_id)) return null;
  if (!isThere(state, on) || !isAnswerable(state, on, reply_to)) return null;
  if (comment_kind !== null && !Object.hasOwn(kindsOf(state), comment_kind)) return null;
  const author = forWhom ?? writer;
  const comment: Comment = {
    on_kind: on.kind,
    on_id: on.id,
    reply_to,
    comment_kind,
    text,
    author,
    written_by: author === writer ? null : writer,
    at: "",
    edited: false,
    taken_back: false,
    hidden: false,
  };
  return [created("comment", comment_id, comment)];
}

function isThere(state: State, { kind, id }: About): boolean {
  return state[kind].has(id);
}

/** Answers stand under the first words, about the same thing. */
function isAnswerable({ comment }: State, { kind, id }: About, replyTo: string | null): boolean {
  if (replyTo === null) return true;
  const first = comment.get(replyTo);
  return first?.reply_to === null && first.on_kind === kind && first.on_id === id;
}

export function edit(state: State, command: CommandOf<"comment.edit">, hand: Hand): Guess {
  const comment = own(state, command.comment_id, hand);
  const text = clean(command.text);
  if (comment === null || comment.taken_back || text === "") return null;
  return text === comment.text ? [] : updated("comment", command.comment_id, comment, { text, edited: true });
}

export function withdraw(state: State, { comment_id }: CommandOf<"comment.withdraw">, hand: Hand): Guess {
  const comment = own(state, comment_id, hand);
  return comment === null ? null : updated("comment", comment_id, comment, { text: null, taken_back: true });
}

export function hide(state: State, { comment_id }: CommandOf<"comment.hide">): Guess {
  return hidden(state, comment_id, true);
}

export function show(state: State, { comment_id }: CommandOf<"comment.show">): Guess {
  return hidden(state, comment_id, false);
}

function hidden(state: State, id: string, hidden: boolean): Guess {
  const comment = state.comment.get(id);
  return comment === undefined ? null : updated("comment", id, comment, { hidden });
}

/** What was said by or written down by the one who asks. */
function own(state: State, id: string, { writer }: Hand): Comment | null {
  const comment = state.comment.get(id);
  if (comment === undefined || writer === null) return null;
  return comment.author === writer || comment.written_by === writer ? comment : null;
}
