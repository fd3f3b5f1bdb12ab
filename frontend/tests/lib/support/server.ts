import { evolve, revert } from "../../../src/lib/evolve";
import { boardRecord, toJson, type State } from "../../../src/lib/model";
import { predict } from "../../../src/lib/predict";
import type { BoardEvent, Change, ClientMessage, Command, Submit } from "../../../src/lib/protocol";
import type { EventType, ServerMessage } from "../../../src/lib/protocol";
import type { Line, LineHooks } from "../../../src/lib/surroundings";
import { PEOPLE, smallBoard } from "./boards";

const FAR_BEHIND = 12;

/** One end of a line, as the test holds it: what is on the way in both directions. */
export class FakeLine {
  readonly toClient: ServerMessage[] = [];
  readonly toServer: ClientMessage[] = [];
  open = true;
  opened = false;
  greeted = false;

  constructor(
    readonly person: string,
    readonly hooks: LineHooks,
  ) {}

  /** The line stands: the browser may speak. */
  start(): void {
    if (this.opened || !this.open) return;
    this.opened = true;
    this.hooks.opened();
  }

  /** Brings the next message to the browser. */
  deliver(): boolean {
    const message = this.toClient.shift();
    if (message !== undefined && this.open) this.hooks.heard(JSON.stringify(message));
    return message !== undefined;
  }

  cut(code = 1006): void {
    if (!this.open) return;
    this.open = false;
    this.hooks.ended(code);
  }
}

/** A board on a server that decides one command after another. Small, but true to the protocol. */
export class FakeServer {
  state: State = smallBoard();
  readonly start = this.state;
  readonly events: BoardEvent[] = [];
  readonly lines: FakeLine[] = [];
  /** The ids of the commands that were decided, refused ones too. */
  readonly decided = new Set<string>();
  readonly #answers = new Map<string, ServerMessage>();

  connect(person: string, hooks: LineHooks): Line {
    const line = new FakeLine(person, hooks);
    this.lines.push(line);
    return {
      send: (text) => line.toServer.push(JSON.parse(text) as ClientMessage),
      leave: () => {
        line.open = false;
      },
    };
  }

  /** The open line of a person. */
  lineOf(person: string): FakeLine | undefined {
    return this.lines.findLast((line) => line.person === person && line.open);
  }

  /** Reads the next message of a line. */
  read(line: FakeLine): boolean {
    const message = line.toServer.shift();
    if (message === undefined || !line.open) return message !== undefined;
    if (message.type === "hello") this.#greet(line, message.after);
    if (message.type === "ping") line.toClient.push({ type: "pong", t: message.t });
    if (message.type === "submit") this.#take(line, message);
    return true;
  }

  #greet(line: FakeLine, after: number | null): void {
    line.greeted = true;
    const head = this.events.length;
    const behind = after !== null && after <= head && head - after <= FAR_BEHIND;
    line.toClient.push({
      type: "welcome",
      protocol: 1,
      you: line.person,
      role: "co_researcher",
      board_id: "board0001",
      head,
      people: PEOPLE,
      limits: { frame_bytes: 65_536 },
      server_time: "2026-03-12T10:31:00.000Z",
      study: { id: "study0001", title: "Outcomes" },
      source: null,
      ...(behind ? {} : { state: toJson(this.state), seq: head }),
    } as unknown as ServerMessage);
    if (!behind) return;
    for (let at = after; at < head; at += 3) {
      line.toClient.push({ type: "events", events: this.events.slice(at, at + 3) });
    }
  }

  #take(line: FakeLine, { command_id, command, why }: Submit): void {
    const answered = this.#answers.get(command_id);
    if (answered !== undefined) {
      line.toClient.push(answered);
      return;
    }
    this.decided.add(command_id);
    const changes = this.#decide(command);
    if (typeof changes === "string") this.#refuse(line, command_id, changes);
    else this.#record(line, { command_id, command, why: why ?? null }, changes);
  }

  #refuse(line: FakeLine, command_id: string, code: string): void {
    const message = "That does not work here.";
    line.toClient.push({ type: "rejected", command_id, code, message, detail: {} });
  }

  #record(
    author: FakeLine,
    asked: Pick<Submit, "command_id" | "command" | "why">,
    changes: readonly Change[],
  ): void {
    const seq = this.events.length + 1;
    const { command_id, why = null } = asked;
    const at = "2026-03-12T10:31:00.000Z";
    const type = typeOf(asked.command);
    const event: BoardEvent = { seq, at, actor: author.person, command_id, type, why, changes };
    const events = changes.length === 0 ? [] : [event];
    this.events.push(...events);
    this.state = evolve(this.state, changes);
    const answer: ServerMessage = { type: "events", events, settles: command_id };
    this.#answers.set(command_id, answer);
    for (const line of this.lines.filter((one) => one.open && one.greeted)) {
      if (line === author) line.toClient.push(answer);
      else if (events.length > 0) line.toClient.push({ type: "events", events });
    }
  }

  /** Every other time it decides otherwise than the browser guesses: at the end of the row. */
  #decide(command: Command): readonly Change[] | string {
    if (command.type === "undo") return this.#undo(command.seq);
    if (command.type === "board.edit") return this.#rename(command.title ?? "");
    const odd = this.events.length % 2 === 1;
    const { after: _, ...last } = command as { after?: string };
    return predict(this.state, odd ? (last as Command) : command) ?? "not_found";
  }

  #rename(title: string): readonly Change[] {
    const [id] = this.state.board.keys();
    const before = { title: boardRecord(this.state).title };
    return before.title === title ? [] : [{ kind: "board", id: id ?? "", before, after: { title } }];
  }

  #undo(seq: number): readonly Change[] | string {
    const event = this.events[seq - 1];
    if (event === undefined || this.state.undo.has(String(seq))) return "stale";
    const back = event.changes.toReversed().map((one) => ({ ...one, before: one.after, after: one.before }));
    const mark: Change = { kind: "undo", id: String(seq), before: null, after: { by_command: "undo" } };
    try {
      revert(this.state, event.changes);
    } catch {
      return "stale";
    }
    return [...back, mark];
  }
}

const TYPES: Readonly<Record<string, EventType>> = {
  "card.create": "card.created",
  "card.edit": "card.edited",
  "card.retire": "card.retired",
  "placement.add": "placement.added",
  "placement.move": "placement.moved",
  "placement.remove": "placement.removed",
  "placement.mark": "placement.marked",
  "theme.create": "theme.created",
  "theme.edit": "theme.edited",
  "theme.move": "theme.moved",
  "board.edit": "board.edited",
  undo: "change.undone",
};

function typeOf(command: Command): EventType {
  return TYPES[command.type] ?? "batch.applied";
}
