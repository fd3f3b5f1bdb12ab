import { asked, isTooBig, type SubmitOptions } from "./asking";
import { Connection, type Hooks } from "./connection";
import { boardRecord, type Board, type Role, type State } from "./model";
import { EMPTY_OUTLINE, outline, type Outline } from "./outline";
import * as outboxes from "./outbox";
import { Patience } from "./patience";
import { merged } from "./people";
import { Presence } from "./presence";
import type { BoardEvent, Command, EventsFrame, Limits, PersonHere } from "./protocol";
import type { PresenceFields, Rejected, ServerMessage, Study, Submit, Welcome } from "./protocol";
import { Settling, type Outcome, type Submission } from "./settling";
import {
  dropped,
  lostGuesses,
  NOTHING_YET,
  received,
  submitted,
  welcomed,
  type Receipt,
  type Standing,
  type Trouble,
} from "./standing";
import { browserSurroundings, type Surroundings } from "./surroundings";
import { refusal, TOO_BIG, type Status } from "./texts";
import { Undoing } from "./undoing.svelte";

export type { SubmitOptions } from "./asking";
export type { Outcome, Submission } from "./settling";

export type EventsListener = (events: readonly BoardEvent[], before: State) => void;
export type LostListener = (lost: readonly Submit[]) => void;

/** One board on this screen: what the server confirmed, with my own waiting changes on top. */
export class BoardStore {
  #standing = $state.raw(NOTHING_YET);
  #welcome: Welcome | null = $state.raw(null);
  #lastOutline = EMPTY_OUTLINE;
  readonly #undoing = new Undoing();

  status: Status = $state("connecting");
  closedReason: string | null = $state(null);
  people: readonly PersonHere[] = $state.raw([]);

  readonly shown: State = $derived(this.#standing.shown);
  readonly board: Board = $derived(boardRecord(this.shown));
  readonly outline: Outline = $derived.by(() => {
    this.#lastOutline = outline(this.shown, this.#lastOutline);
    return this.#lastOutline;
  });
  /** True once a state has come. */
  readonly loaded: boolean = $derived(this.#welcome !== null);
  readonly confirmedSeq: number = $derived(this.#standing.seq ?? 0);
  readonly waiting: number = $derived(outboxes.pending(this.#standing.outbox).length);
  readonly saved: boolean = $derived(this.waiting === 0);
  readonly you: PersonHere | null = $derived(this.people.find(({ id }) => id === this.#welcome?.you) ?? null);
  readonly role: Role | null = $derived(this.#welcome?.role ?? null);
  readonly limits: Limits = $derived(this.#welcome?.limits ?? {});
  readonly study: Study | null = $derived(this.#welcome?.study ?? null);
  /** Where the data is from, when it was published somewhere. */
  readonly source: string | null = $derived(this.#welcome?.source ?? null);
  readonly mayEdit: boolean = $derived(this.role === "facilitator" || this.role === "co_researcher");
  readonly mayLead: boolean = $derived(this.role === "facilitator");
  readonly canUndo: boolean = $derived(this.#undoing.latest(this.#standing, this.role) !== null);

  readonly #around: Surroundings;
  readonly #connection: Connection;
  readonly #presence: Presence;
  readonly #patience: Patience;
  readonly #settling = new Settling();
  #listeners: readonly EventsListener[] = [];
  #lostListeners: readonly LostListener[] = [];
  #stopWaking = (): void => undefined;

  constructor(
    readonly boardId: string,
    surroundings: Partial<Surroundings> = {},
  ) {
    this.#around = { ...browserSurroundings, ...surroundings };
    this.#connection = new Connection(boardId, this.#hooks(), this.#around);
    const say = (fields: PresenceFields): boolean => this.#connection.send({ type: "presence", ...fields });
    this.#patience = new Patience(this.#around.clock, () => {
      this.#flush();
    });
    this.#presence = new Presence(say, this.#around.clock);
  }

  open(): void {
    this.#stopWaking();
    this.#stopWaking = this.#around.onWake(() => {
      this.#connection.wake();
    });
    this.#connection.open();
  }

  close(): void {
    this.#stopWaking();
    this.#connection.close();
  }

  /** Shows the outcome at once where it can be guessed, and sends the command as soon as there is a line. */
  submit(command: Command, options: SubmitOptions = {}): Submission {
    const message = asked(this.#around.newId(), $state.snapshot(command) as Command, options);
    const submission = this.#settling.expect(message.command_id);
    const refused = this.#refusedHere(message);
    if (refused !== null) this.#settling.settle(message.command_id, refused);
    else this.#standing = submitted(this.#standing, message);
    this.#flush();
    return submission;
  }

  /** Undoes my latest change on this page that is not undone, one that still waits included. */
  undo(): Submission | null {
    const commandId = this.#undoing.latest(this.#standing, this.role);
    return commandId === null ? null : { commandId, settled: this.undoCommand(commandId) };
  }

  undoSeq(seq: number): Submission {
    return this.submit({ type: "undo", seq });
  }

  /** Undoes one change of mine: takes it back when it was never sent, otherwise undoes its event. */
  async undoCommand(commandId: string): Promise<Outcome> {
    const { queue } = this.#standing.outbox;
    const unsent = queue.find((message) => message.command_id === commandId);
    if (unsent !== undefined) return this.#drop(unsent, { ok: true, events: [] });
    return this.#undoing.run(commandId, this.#settling.of(commandId), (seq) => this.undoSeq(seq).settled);
  }

  presence(fields: PresenceFields): void {
    this.#presence.say(fields);
  }

  /** Hears all events as they are confirmed, mine too, with the state before them. Returns what stops it. */
  onEvents(listener: EventsListener): () => void {
    this.#listeners = [...this.#listeners, listener];
    return () => {
      this.#listeners = this.#listeners.filter((other) => other !== listener);
    };
  }

  /** Hears of guesses that turn out wrong, while they are still shown. Returns what stops it. */
  onLostGuess(listener: LostListener): () => void {
    this.#lostListeners = [...this.#lostListeners, listener];
    return () => {
      this.#lostListeners = this.#lostListeners.filter((other) => other !== listener);
    };
  }

  #hooks(): Hooks {
    return {
      after: () => this.#standing.seq,
      message: (message) => {
        this.#heard(message);
      },
      status: (status, reason) => {
        this.status = status;
        this.closedReason = reason;
      },
    };
  }

  #heard(message: ServerMessage): void {
    switch (message.type) {
      case "welcome":
        this.#welcomed(message);
        break;
      case "events":
        this.#received(message);
        break;
      case "rejected":
        this.#rejected(message);
        break;
      case "presence":
        this.people = merged(this.people, message.people);
        break;
      case "pong":
        break;
    }
  }

  #welcomed(welcome: Welcome): void {
    this.#welcome = welcome;
    this.people = welcome.people;
    this.#standing = welcomed(this.#standing, welcome);
    this.#undoing.forgetAfter(welcome.head);
    this.#flush();
    this.#presence.again();
  }

  #received(frame: EventsFrame): void {
    const before = this.#standing;
    const receipt = received(before, frame);
    if (typeof receipt === "string") this.#resync(receipt);
    else this.#take(receipt, before);
  }

  #take({ standing, fresh, settled }: Receipt, before: Standing): void {
    this.#tellLost(standing, settled);
    this.#standing = standing;
    this.#undoing.heard(fresh, this.#welcome?.you);
    for (const [commandId, events] of settled) this.#settling.settle(commandId, { ok: true, events });
    this.#flush();
    if (fresh.length > 0) for (const listen of this.#listeners) listen(fresh, before.confirmed);
  }

  #tellLost(next: Standing, settled: Receipt["settled"]): void {
    const lost = lostGuesses(this.#standing, next).filter(({ command_id }) => !settled.has(command_id));
    if (lost.length > 0) for (const listen of this.#lostListeners) listen(lost);
  }

  #resync(trouble: Trouble): void {
    if (trouble === "broken") this.#standing = { ...this.#standing, seq: null };
    this.#connection.resync();
  }

  #rejected(said: Rejected): void {
    const { command_id, code, message } = said;
    if (this.#patience.isNotYet(said)) {
      this.#standing = { ...this.#standing, outbox: outboxes.unsent(this.#standing.outbox) };
      return;
    }
    const refused = outboxes.find(this.#standing.outbox, command_id ?? "");
    if (refused === undefined) return;
    this.#tellLost(dropped(this.#standing, refused.command_id), new Map());
    this.#drop(refused, { ok: false, code, message: message || refusal(code) });
  }

  #drop(message: Submit, outcome: Outcome): Outcome {
    this.#standing = dropped(this.#standing, message.command_id);
    this.#settling.settle(message.command_id, outcome);
    this.#flush();
    return outcome;
  }

  #flush(): void {
    if (this.status !== "live") return;
    if (this.saved) this.#patience.relax();
    const { messages, outbox } = outboxes.next(this.#standing.outbox, this.#patience.window);
    if (messages.length === 0) return;
    this.#standing = { ...this.#standing, outbox };
    for (const message of messages) this.#connection.send(message);
  }

  #refusedHere(message: Submit): Outcome | null {
    if (this.status === "closed")
      return { ok: false, code: "closed", message: this.closedReason ?? refusal("") };
    return isTooBig(message, this.limits) ? { ok: false, code: "limit_reached", message: TOO_BIG } : null;
  }
}
