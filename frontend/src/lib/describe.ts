/** The log in plain sentences. */
import * as board from "./describe-board";
import * as cards from "./describe-cards";
import * as meetings from "./describe-meetings";
import * as moments from "./describe-moments";
import { many } from "./describe-many";
import * as rounds from "./describe-rounds";
import * as talk from "./describe-talk";
import * as themes from "./describe-themes";
import { undone } from "./describe-undo";
import * as withdrawal from "./describe-withdrawal";
import type { State } from "./model";
import { nameOf } from "./people";
import type { BoardEvent, EventType, Person } from "./protocol";
import type { Told } from "./said";
import { Story } from "./story";
import { quoted } from "./texts";

export type { Part } from "./said";

/** `text` starts with the verb: "moved X from A to B." `forWhom`: the person for whom `who` wrote. */
export interface Sentence {
  readonly who: string;
  readonly forWhom: string | null;
  readonly text: Told;
  readonly why: string | null;
}

const TELLERS: { readonly [T in EventType]: (story: Story, people: readonly Person[]) => Told } = {
  "board.created": board.created,
  "board.edited": board.edited,
  "card.created": cards.created,
  "card.edited": cards.edited,
  "card.split": cards.split,
  "card.merged": cards.merged,
  "card.retired": cards.retired,
  "card.restored": cards.restored,
  "placement.added": cards.added,
  "placement.moved": cards.moved,
  "placement.removed": cards.removed,
  "placement.marked": cards.marked,
  "theme.created": themes.created,
  "theme.edited": themes.edited,
  "theme.moved": themes.moved,
  "theme.merged": themes.merged,
  "theme.retired": themes.retired,
  "theme.restored": themes.restored,
  "meeting.started": board.meetingStarted,
  "meeting.ended": board.meetingEnded,
  "meeting.attended": meetings.attended,
  "meeting.unattended": meetings.unattended,
  "comment.added": talk.added,
  "comment.edited": talk.edited,
  "comment.withdrawn": talk.withdrawn,
  "comment.hidden": talk.hidden,
  "comment.shown": talk.shown,
  "round.opened": rounds.opened,
  "round.closed": rounds.closed,
  "vote.cast": rounds.cast,
  "stage.set": meetings.stageSet,
  "lock.set": meetings.lockSet,
  "lock.lifted": meetings.lockLifted,
  "timer.started": meetings.timerStarted,
  "timer.stopped": meetings.timerStopped,
  "minutes.written": meetings.minutesWritten,
  "minutes.edited": meetings.minutesEdited,
  "minutes.signed": meetings.minutesSigned,
  "moment.named": moments.named,
  "moment.removed": moments.removed,
  "withdrawal.asked": withdrawal.asked,
  "withdrawal.cancelled": withdrawal.cancelled,
  "words.removed": withdrawal.removed,
  "change.undone": undone,
  "batch.applied": many,
};

/** What happened, with the names of that time. `before`: the state before the event. */
export function describe(event: BoardEvent, before: State, people: readonly Person[]): Sentence {
  const forWhom = event.on_behalf_of ?? null;
  return {
    who: nameOf(people, event.actor),
    forWhom: forWhom === null ? null : nameOf(people, forWhom),
    text: TELLERS[event.type](new Story(event, before), people),
    why: event.why ?? null,
  };
}

/** "CR4 placed “Helping people” in “Support” too." or "CR2, written by CR1, moved ..." */
export function plainSentence({ who, forWhom, text }: Sentence): string {
  const subject = forWhom === null ? who : `${forWhom}, written by ${who},`;
  return `${subject} ${plainText(text)}`;
}

/** The words alone, names of cards and themes in quotation marks. */
export function plainText(told: Told): string {
  return told
    .map((part) => ("kind" in part && part.kind !== "undo" ? quoted(part.text) : part.text))
    .join("");
}
