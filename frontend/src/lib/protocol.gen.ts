// Made by `python3 dev.py types` from backend/app/schema.py. Do not edit by hand.

/**
 * One field for each named type, so that all of them come into one schema.
 */
export interface Wire {
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
    | MeetingStart
    | MeetingEnd
    | Undo
    | Batch;
  event: Event;
  kind: "board" | "card" | "theme" | "placement" | "kept" | "meeting" | "undo";
  meeting: Meeting;
  person_here: PersonHere;
  person_shown: PersonShown;
  placement: Placement;
  server_message: Welcome | EventsFrame | Rejected | PresenceFrame | Pong;
  state: State;
  theme: Theme;
  undone: Undone;
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
  kind: "board" | "card" | "theme" | "placement" | "kept" | "meeting" | "undo";
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
    | MeetingStart
    | MeetingEnd
    | Undo
    | Batch;
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
  legend?: {
    [k: string]: string;
  } | null;
  question?: string | null;
  title?: string | null;
  type: "board.edit";
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
export interface Undo {
  seq: number;
  type: "undo";
}
/**
 * All or none, recorded as one event.
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
    | MeetingStart
    | MeetingEnd
  )[];
  type: "batch";
}
export interface PresenceSaid {
  holding?: Pointer | null;
  looking_at?: Pointer | null;
  type: "presence";
  writing?: boolean;
}
export interface Pointer {
  id: string;
  kind: "card" | "theme" | "placement" | "board";
}
export interface Ping {
  t: number;
  type: "ping";
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
    | "change.undone"
    | "batch.applied";
  why?: string | null;
  withdrawn?: string[];
}
/**
 * A stretch of the log; `open` until it has ended.
 */
export interface Meeting {
  open: boolean;
  title: string;
}
/**
 * A person of the study, and what they are doing on this board.
 */
export interface PersonHere {
  active: boolean;
  colour: "teal" | "green" | "orange" | "purple" | "pink" | "blue" | "brown" | "grey";
  here: boolean;
  holding: PointerShown | null;
  id: string;
  looking_at: PointerShown | null;
  pseudonym: string;
  role: "facilitator" | "co_researcher" | "observer";
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
  board: {
    [k: string]: BoardRecord;
  };
  card: {
    [k: string]: Card;
  };
  kept: {
    [k: string]: Placement;
  };
  meeting: {
    [k: string]: Meeting;
  };
  placement: {
    [k: string]: Placement;
  };
  theme: {
    [k: string]: Theme;
  };
  undo: {
    [k: string]: Undone;
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
 * Stands under the seq of an event for as long as that event is undone.
 */
export interface Undone {
  by_command: string;
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
export interface Pong {
  t: number;
  type: "pong";
}
