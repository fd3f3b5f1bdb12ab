// Made by `python3 dev.py types` from backend/app/schema.py. Do not edit by hand.

/**
 * One field for each named type, so that all of them come into one schema.
 */
export interface Wire {
  attendance: Attendance;
  board_record: BoardRecord;
  card: Card;
  change: Change;
  client_message: Hello | Submit | PresenceSaid | Ping;
  command:
    | CardCreate
    | CardEdit
    | CardSplit
    | CardMerge
    | CardRetire
    | CardRestore
    | PlacementAdd
    | PlacementMove
    | PlacementRemove
    | PlacementMark
    | ThemeCreate
    | ThemeEdit
    | ThemeMove
    | ThemeMerge
    | ThemeRetire
    | ThemeRestore
    | BoardEdit
    | CommentAdd
    | CommentEdit
    | CommentWithdraw
    | CommentHide
    | CommentShow
    | MeetingStart
    | MeetingEnd
    | MeetingAttend
    | MeetingUnattend
    | StageSet
    | LockSet
    | LockLift
    | TimerStart
    | TimerStop
    | MinutesWrite
    | MinutesEdit
    | MinutesSign
    | MomentNameIt
    | MomentRemove
    | RoundOpen
    | RoundClose
    | VoteCast
    | Undo
    | Batch
    | WordsRemove;
  comment: Comment;
  event: Event;
  kind:
    | "board"
    | "card"
    | "theme"
    | "placement"
    | "kept"
    | "meeting"
    | "undo"
    | "comment"
    | "talk"
    | "round"
    | "vote"
    | "attendance"
    | "stage"
    | "lock"
    | "timer"
    | "minutes"
    | "signature"
    | "moment"
    | "withdrawal";
  locked: Locked;
  meeting: Meeting;
  minutes: Minutes;
  moment: Moment;
  person_here: PersonHere;
  person_shown: PersonShown;
  placement: Placement;
  round: Round;
  server_message: Welcome | EventsFrame | Rejected | PresenceFrame | AnsweredFrame | Pong;
  signature: Signature;
  stage: Stage;
  state: State;
  talk: Talk;
  theme: Theme;
  timer: Timer;
  undone: Undone;
  vote: Vote;
}
/**
 * Somebody at a meeting: a person of the study, or the name of somebody in the room without a device.
 */
export interface Attendance {
  meeting_id: string;
  name: string | null;
  person: string | null;
}
/**
 * What the exercise is about; `legend` says what each mark means.
 */
export interface BoardRecord {
  legend: {
    [k: string]: string;
  };
  question: string;
  title: string;
}
/**
 * A finding in a few words. `rank` is its place in the tray. `merged_into` names the card it became part of.
 */
export interface Card {
  label: string | null;
  merged_into: string | null;
  rank: string;
  retired: boolean;
  source: string | null;
  text: string;
}
/**
 * One record before and after. Create: `before` is None. Remove: `after` is None. Update: only changed fields.
 */
export interface Change {
  after: {
    [k: string]: unknown;
  } | null;
  before: {
    [k: string]: unknown;
  } | null;
  id: string;
  kind:
    | "board"
    | "card"
    | "theme"
    | "placement"
    | "kept"
    | "meeting"
    | "undo"
    | "comment"
    | "talk"
    | "round"
    | "vote"
    | "attendance"
    | "stage"
    | "lock"
    | "timer"
    | "minutes"
    | "signature"
    | "moment"
    | "withdrawal";
}
export interface Hello {
  after: number | null;
  csrf: string;
  protocol: number;
  type: "hello";
}
export interface Submit {
  command:
    | CardCreate
    | CardEdit
    | CardSplit
    | CardMerge
    | CardRetire
    | CardRestore
    | PlacementAdd
    | PlacementMove
    | PlacementRemove
    | PlacementMark
    | ThemeCreate
    | ThemeEdit
    | ThemeMove
    | ThemeMerge
    | ThemeRetire
    | ThemeRestore
    | BoardEdit
    | CommentAdd
    | CommentEdit
    | CommentWithdraw
    | CommentHide
    | CommentShow
    | MeetingStart
    | MeetingEnd
    | MeetingAttend
    | MeetingUnattend
    | StageSet
    | LockSet
    | LockLift
    | TimerStart
    | TimerStop
    | MinutesWrite
    | MinutesEdit
    | MinutesSign
    | MomentNameIt
    | MomentRemove
    | RoundOpen
    | RoundClose
    | VoteCast
    | Undo
    | Batch
    | WordsRemove;
  command_id: string;
  on_behalf_of?: string | null;
  type: "submit";
  why?: string | null;
}
export interface CardCreate {
  card_id: string;
  label?: string | null;
  placement?: NewPlacement | null;
  source?: string | null;
  text: string;
  type: "card.create";
}
export interface NewPlacement {
  after?: string | null;
  placement_id: string;
  theme_id: string;
}
export interface CardEdit {
  card_id: string;
  label?: string | null;
  text?: string | null;
  type: "card.edit";
}
export interface CardSplit {
  card_id: string;
  /**
   * @minItems 2
   * @maxItems 20
   */
  into: Part[];
  type: "card.split";
}
export interface Part {
  card_id: string;
  text: string;
}
export interface CardMerge {
  card_id: string;
  /**
   * @minItems 1
   * @maxItems 50
   */
  merged: string[];
  text?: string | null;
  type: "card.merge";
}
export interface CardRetire {
  card_id: string;
  type: "card.retire";
}
export interface CardRestore {
  card_id: string;
  type: "card.restore";
}
export interface PlacementAdd {
  after?: string | null;
  card_id: string;
  placement_id: string;
  theme_id: string;
  type: "placement.add";
}
export interface PlacementMove {
  after?: string | null;
  placement_id: string;
  theme_id: string;
  type: "placement.move";
}
export interface PlacementRemove {
  placement_id: string;
  type: "placement.remove";
}
export interface PlacementMark {
  mark: string | null;
  placement_id: string;
  type: "placement.mark";
}
export interface ThemeCreate {
  after?: string | null;
  parent_id?: string | null;
  theme_id: string;
  theme_kind?: "theme" | "parked";
  title: string;
  type: "theme.create";
}
export interface ThemeEdit {
  colour?: ("teal" | "green" | "orange" | "purple" | "pink" | "blue" | "brown" | "grey") | null;
  description?: string | null;
  theme_id: string;
  title?: string | null;
  type: "theme.edit";
}
export interface ThemeMove {
  after?: string | null;
  parent_id?: string | null;
  theme_id: string;
  type: "theme.move";
}
export interface ThemeMerge {
  /**
   * @minItems 1
   * @maxItems 50
   */
  merged: string[];
  theme_id: string;
  type: "theme.merge";
}
export interface ThemeRetire {
  theme_id: string;
  type: "theme.retire";
}
export interface ThemeRestore {
  theme_id: string;
  type: "theme.restore";
}
export interface BoardEdit {
  comment_kinds?: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[a-z][a-z0-9_-]{0,19}$".
     */
    [k: string]: string;
  } | null;
  legend?: {
    [k: string]: string;
  } | null;
  question?: string | null;
  title?: string | null;
  type: "board.edit";
}
export interface CommentAdd {
  comment_id: string;
  comment_kind?: string | null;
  on: Spoken;
  reply_to?: string | null;
  text: string;
  type: "comment.add";
}
/**
 * What words are about.
 */
export interface Spoken {
  id: string;
  kind: "card" | "theme" | "board";
}
export interface CommentEdit {
  comment_id: string;
  text: string;
  type: "comment.edit";
}
export interface CommentWithdraw {
  comment_id: string;
  type: "comment.withdraw";
}
export interface CommentHide {
  comment_id: string;
  type: "comment.hide";
}
export interface CommentShow {
  comment_id: string;
  type: "comment.show";
}
export interface MeetingStart {
  meeting_id: string;
  title: string;
  type: "meeting.start";
}
export interface MeetingEnd {
  meeting_id: string;
  type: "meeting.end";
}
/**
 * Somebody is there: a person of the study, or by `name` somebody in the room without a device. Alone: oneself.
 */
export interface MeetingAttend {
  attendance_id: string;
  meeting_id: string;
  name?: string | null;
  person_id?: string | null;
  type: "meeting.attend";
}
export interface MeetingUnattend {
  attendance_id: string;
  type: "meeting.unattend";
}
export interface StageSet {
  stage: "collect" | "sort" | "name" | "talk" | "check" | "review";
  type: "stage.set";
}
export interface LockSet {
  lock: "writing" | "sorting" | "naming";
  type: "lock.set";
}
export interface LockLift {
  lock: "writing" | "sorting" | "naming";
  type: "lock.lift";
}
export interface TimerStart {
  seconds: number;
  title?: string | null;
  type: "timer.start";
}
export interface TimerStop {
  type: "timer.stop";
}
export interface MinutesWrite {
  held_on?: string | null;
  meeting_id?: string | null;
  minutes_id: string;
  text: string;
  title: string;
  type: "minutes.write";
}
/**
 * With `version` only that version is changed, so that nobody writes over words they have not seen.
 */
export interface MinutesEdit {
  held_on?: string | null;
  minutes_id: string;
  text?: string | null;
  title?: string | null;
  type: "minutes.edit";
  version?: number | null;
}
/**
 * One stands for the version one has read.
 */
export interface MinutesSign {
  minutes_id: string;
  signature_id: string;
  type: "minutes.sign";
  version: number;
}
/**
 * `seq`: the event right after which the board was so.
 */
export interface MomentNameIt {
  moment_id: string;
  name: string;
  seq: number;
  type: "moment.name";
}
export interface MomentRemove {
  moment_id: string;
  type: "moment.remove";
}
export interface RoundOpen {
  dots?: number | null;
  hidden_until_closed?: boolean;
  method: "dots" | "sense";
  on: "card" | "theme" | "question";
  per_item?: number | null;
  question: string;
  round_id: string;
  secret?: boolean;
  type: "round.open";
}
export interface RoundClose {
  round_id: string;
  type: "round.close";
}
export interface VoteCast {
  on: VotedThing;
  reason?: string | null;
  round_id: string;
  type: "vote.cast";
  value: number | ("agree" | "unsure" | "differ") | ("abstain" | "aside");
}
/**
 * What an answer is about: a card, a theme, or the round itself.
 */
export interface VotedThing {
  id: string;
  kind: "card" | "theme" | "round";
}
export interface Undo {
  seq: number;
  type: "undo";
}
/**
 * All or none, recorded as one event. Votes are each their own.
 */
export interface Batch {
  /**
   * @minItems 1
   * @maxItems 200
   */
  commands: (
    | CardCreate
    | CardEdit
    | CardSplit
    | CardMerge
    | CardRetire
    | CardRestore
    | PlacementAdd
    | PlacementMove
    | PlacementRemove
    | PlacementMark
    | ThemeCreate
    | ThemeEdit
    | ThemeMove
    | ThemeMerge
    | ThemeRetire
    | ThemeRestore
    | BoardEdit
    | CommentAdd
    | CommentEdit
    | CommentWithdraw
    | CommentHide
    | CommentShow
    | MeetingStart
    | MeetingEnd
    | MeetingAttend
    | MeetingUnattend
    | StageSet
    | LockSet
    | LockLift
    | TimerStart
    | TimerStop
    | MinutesWrite
    | MinutesEdit
    | MinutesSign
    | MomentNameIt
    | MomentRemove
  )[];
  type: "batch";
}
/**
 * Needs a reason (`why`). Words that were removed are gone for good.
 */
export interface WordsRemove {
  on: Removable;
  type: "words.remove";
}
/**
 * Where the words stand; `event` is an entry of the log, by its seq, whose reason is meant.
 */
export interface Removable {
  id: string;
  kind: "card" | "theme" | "comment" | "vote" | "minutes" | "attendance" | "moment" | "event";
}
/**
 * What a page says of its person. `hand`: since when it is up, in milliseconds since 1970 by the server's clock.
 */
export interface PresenceSaid {
  calling?: boolean;
  following?: string | null;
  hand?: number | null;
  holding?: Pointer | null;
  looking_at?: Pointer | null;
  ready?: boolean;
  showing?: Showing | null;
  type: "presence";
  writing?: boolean;
}
export interface Pointer {
  id: string;
  kind: "card" | "theme" | "placement" | "board";
}
/**
 * What is shown to everybody. A moment of the log is `moment-SEQ`.
 */
export interface Showing {
  id: string;
  kind: "card" | "theme" | "placement" | "board" | "moment";
}
export interface Ping {
  t: number;
  type: "ping";
}
/**
 * Words about a card, a theme or the board. `author` said them; `written_by` wrote them down for the author.
 *
 * `at` is when they were said: ISO 8601, UTC. `text` is None once they were taken back.
 */
export interface Comment {
  at: string;
  author: string;
  comment_kind: string | null;
  edited: boolean;
  hidden: boolean;
  on_id: string;
  on_kind: "card" | "theme" | "board";
  reply_to: string | null;
  taken_back: boolean;
  text: string | null;
  written_by: string | null;
}
/**
 * One entry of the log as everybody reads it. `at` is ISO 8601, UTC, milliseconds.
 */
export interface Event {
  actor: string | null;
  at: string;
  changes: Change[];
  command_id: string;
  on_behalf_of?: string | null;
  seq: number;
  type:
    | "board.created"
    | "board.edited"
    | "card.created"
    | "card.edited"
    | "card.split"
    | "card.merged"
    | "card.retired"
    | "card.restored"
    | "placement.added"
    | "placement.moved"
    | "placement.removed"
    | "placement.marked"
    | "theme.created"
    | "theme.edited"
    | "theme.moved"
    | "theme.merged"
    | "theme.retired"
    | "theme.restored"
    | "meeting.started"
    | "meeting.ended"
    | "meeting.attended"
    | "meeting.unattended"
    | "comment.added"
    | "comment.edited"
    | "comment.withdrawn"
    | "comment.hidden"
    | "comment.shown"
    | "round.opened"
    | "round.closed"
    | "vote.cast"
    | "stage.set"
    | "lock.set"
    | "lock.lifted"
    | "timer.started"
    | "timer.stopped"
    | "minutes.written"
    | "minutes.edited"
    | "minutes.signed"
    | "moment.named"
    | "moment.removed"
    | "withdrawal.asked"
    | "withdrawal.cancelled"
    | "words.removed"
    | "change.undone"
    | "batch.applied";
  why?: string | null;
  withdrawn?: string[];
}
/**
 * Stands under the name of a lock for as long as it is set.
 */
export interface Locked {
  set_by: string;
}
/**
 * A stretch of the log; `open` until it has ended.
 */
export interface Meeting {
  open: boolean;
  title: string;
}
/**
 * Minutes in Markdown, drafted from a meeting or pasted in. `held_on` is a day (ISO 8601). Every edit counts.
 */
export interface Minutes {
  held_on: string | null;
  meeting_id: string | null;
  text: string;
  title: string;
  version: number;
}
/**
 * The board as it was right after the event `seq`, under a name.
 */
export interface Moment {
  name: string;
  named_by: string;
  seq: number;
}
/**
 * A person of the study, and what they are doing on this board.
 */
export interface PersonHere {
  active: boolean;
  calling: boolean;
  colour: "teal" | "green" | "orange" | "purple" | "pink" | "blue" | "brown" | "grey";
  following: string | null;
  hand: number | null;
  here: boolean;
  holding: PointerShown | null;
  id: string;
  looking_at: PointerShown | null;
  pseudonym: string;
  ready: boolean;
  role: "facilitator" | "co_researcher" | "observer";
  showing: PointerShown | null;
  writing: boolean;
}
export interface PointerShown {
  id: string;
  kind: string;
}
/**
 * A person of the study as the others see them.
 */
export interface PersonShown {
  active: boolean;
  colour: "teal" | "green" | "orange" | "purple" | "pink" | "blue" | "brown" | "grey";
  id: string;
  pseudonym: string;
  role: "facilitator" | "co_researcher" | "observer";
}
/**
 * A card standing in a theme. `rank` is its place within the theme.
 */
export interface Placement {
  card_id: string;
  mark: string | null;
  rank: string;
  theme_id: string;
}
/**
 * One question put to the group. `dots` to give in all, at most `per_item` on one thing. Times are ISO 8601, UTC.
 *
 * `voters` is how many people answered a secret round, once it is closed.
 */
export interface Round {
  asked_on: "card" | "theme" | "question";
  closed_at: string | null;
  dots: number | null;
  hidden_until_closed: boolean;
  method: "dots" | "sense";
  open: boolean;
  opened_at: string;
  opened_by: string;
  per_item: number | null;
  question: string;
  secret: boolean;
  voters: number | null;
}
export interface Welcome {
  board_id: string;
  head: number;
  limits: {
    [k: string]: number;
  };
  people: PersonHere[];
  protocol: number;
  role: "facilitator" | "co_researcher" | "observer";
  seq?: number;
  server_time: string;
  source: string | null;
  state?: State;
  study: StudyShown;
  type: "welcome";
  you: string;
}
/**
 * All records by kind and id. `kept` holds placements that wait for a retired card or theme.
 */
export interface State {
  attendance: {
    [k: string]: Attendance;
  };
  board: {
    [k: string]: BoardRecord;
  };
  card: {
    [k: string]: Card;
  };
  comment: {
    [k: string]: Comment;
  };
  kept: {
    [k: string]: Placement;
  };
  lock: {
    [k: string]: Locked;
  };
  meeting: {
    [k: string]: Meeting;
  };
  minutes: {
    [k: string]: Minutes;
  };
  moment: {
    [k: string]: Moment;
  };
  placement: {
    [k: string]: Placement;
  };
  round: {
    [k: string]: Round;
  };
  signature: {
    [k: string]: Signature;
  };
  stage: {
    [k: string]: Stage;
  };
  talk: {
    [k: string]: Talk;
  };
  theme: {
    [k: string]: Theme;
  };
  timer: {
    [k: string]: Timer;
  };
  undo: {
    [k: string]: Undone;
  };
  vote: {
    [k: string]: Vote;
  };
  withdrawal: {
    [k: string]: Withdrawal;
  };
}
/**
 * Somebody stands for a version of minutes.
 */
export interface Signature {
  at: string;
  minutes_id: string;
  person: string;
  version: number;
}
/**
 * What the group is at, as advice. Stands under the board's id.
 */
export interface Stage {
  set_by: string;
  stage: "collect" | "sort" | "name" | "talk" | "check" | "review";
}
/**
 * Stands under the board's id once a study has named its own kinds of comments.
 */
export interface Talk {
  kinds: {
    [k: string]: string;
  };
}
/**
 * A named group. `rank` is its place among the themes of the same parent. `merged_into` as for cards.
 */
export interface Theme {
  colour: "teal" | "green" | "orange" | "purple" | "pink" | "blue" | "brown" | "grey";
  description: string;
  merged_into: string | null;
  parent_id: string | null;
  rank: string;
  retired: boolean;
  theme_kind: "theme" | "parked";
  title: string;
}
/**
 * Stands under the board's id while a clock runs. `ends_at` is ISO 8601, UTC, by the server's clock.
 */
export interface Timer {
  ends_at: string;
  set_by: string;
  title: string | null;
}
/**
 * Stands under the seq of an event for as long as that event is undone.
 */
export interface Undone {
  by_command: string;
}
/**
 * One person's latest answer on one thing. `held`: how many cards the theme held then.
 *
 * In a secret round `person` and `at` are None, votes appear only once it is closed, and `held` is of that moment.
 * `value` and `reason` are None where fewer than three said something about one thing.
 */
export interface Vote {
  at: string | null;
  held: number | null;
  on_id: string;
  on_kind: "card" | "theme" | "round";
  person: string | null;
  reason: string | null;
  round_id: string;
  value: number | ("agree" | "unsure" | "differ") | ("abstain" | "aside") | null;
}
/**
 * `until`: to when it could be called off, ISO 8601, UTC; None: not at all. `person` is None where the name went.
 *
 * `on_kind` and `on_id`: whose words were removed; None for everything of somebody.
 */
export interface Withdrawal {
  at: string;
  cancelled: boolean;
  on_id: string | null;
  on_kind: string | null;
  person: string | null;
  until: string | null;
  way: "stop" | "unlink" | "words" | "all" | "source" | "removed";
}
export interface StudyShown {
  id: string;
  title: string;
}
export interface EventsFrame {
  events: Event[];
  settles?: string;
  type: "events";
}
export interface Rejected {
  code: string;
  command_id: string | null;
  detail: {
    [k: string]: unknown;
  };
  message: string;
  type: "rejected";
}
export interface PresenceFrame {
  people: PersonHere[];
  type: "presence";
}
/**
 * How many have answered, by round that is open and hides its answers. Never who, never what.
 */
export interface AnsweredFrame {
  rounds: {
    [k: string]: number;
  };
  type: "answered";
}
export interface Pong {
  server_time?: string;
  t: number;
  type: "pong";
}
