/** What goes over the wire, from the types that the server's models generate. */
import type { Frozen } from "./frozen";
import type * as wire from "./protocol.gen";

export const PROTOCOL_VERSION = 1;

export type Change = Frozen<wire.Change>;
export type Fields = NonNullable<Change["after"]>;
/** One entry of the log. A withdrawn actor or why is null. */
export type BoardEvent = Frozen<wire.Event>;
export type EventType = BoardEvent["type"];
const REWRITING: ReadonlySet<EventType> = new Set([
  "withdrawal.asked",
  "withdrawal.cancelled",
  "words.removed",
]);

/** True when earlier events read otherwise from now on: whoever holds some has to read them anew. */
export function rewrites(events: readonly BoardEvent[]): boolean {
  return events.some(({ type }) => REWRITING.has(type));
}

export type Command = Frozen<wire.Wire["command"]>;
export type CommandType = Command["type"];
export type CommandOf<T extends CommandType> = Extract<Command, { readonly type: T }>;
/** The commands that a batch may hold. */
export type SimpleCommand = CommandOf<"batch">["commands"][number];
export type SimpleType = Exclude<CommandType, "undo" | "batch">;

export type Person = Frozen<wire.PersonShown>;
/** A person with what they are doing now. */
export type PersonHere = Frozen<wire.PersonHere>;
export type Study = Frozen<wire.StudyShown>;
/** What somebody holds or looks at. */
export type Ref = Frozen<wire.Pointer>;

export type ClientMessage = Frozen<wire.Wire["client_message"]>;
export type Submit = Frozen<wire.Submit>;
export type PresenceFields = Omit<Frozen<wire.PresenceSaid>, "type">;

export type ServerMessage = Frozen<wire.Wire["server_message"]>;
export type Welcome = Frozen<wire.Welcome>;
export type EventsFrame = Frozen<wire.EventsFrame>;
export type Rejected = Frozen<wire.Rejected>;
/** The limits by their names, in characters or pieces. */
export type Limits = Welcome["limits"];
