import { untrack } from "svelte";
import { asked, type SubmitOptions } from "./asking";
import { BoardWork } from "./board-work.svelte";
import { Connection, type Hooks } from "./connection";
import type { Keeping } from "./keeping";
import { aboutOf, tookBack } from "./kept-board";
import { Listeners } from "./listeners";
import type { State } from "./model";
import { untried } from "./outbox";
import { merged, renamed } from "./people";
import { Presence } from "./presence";
import { rewrites, type BoardEvent, type Command, type EventsFrame } from "./protocol";
import type { PersonHere, PresenceFields, ServerMessage, Submit, Welcome } from "./protocol";
import { ServerClock } from "./server-clock";
import type { Outcome, Submission } from "./settling";
import { received, welcomed, type Receipt, type Standing, type Trouble } from "./standing";
import type { Surroundings } from "./surroundings";
import { SOMEBODY_ELSE } from "./texts";
import { Undoing } from "./undoing.svelte";

export type { SubmitOptions } from "./asking";
export type { Outcome, Submission } from "./settling";

/** Milliseconds that the line waits for what this device knows. */
const RECALL_WITHIN = 2_000;

/** One board on this screen: what the server confirmed, with my own waiting changes on top. */
export class BoardStore extends BoardWork {
  readonly #undoing = new Undoing();
  readonly canUndo: boolean = $derived(this.#undoing.latest(this.standing, this.role) !== null);

  readonly #connection: Connection;
  readonly #presence: Presence;
  readonly #clock = new ServerClock((ahead) => {
    this.ahead = ahead;
  });
  readonly #listeners = new Listeners<[events: readonly BoardEvent[], before: State]>();
  #stopWaking = (): void => undefined;
  #closed = false;

  constructor(
    readonly boardId: string,
    surroundings: Partial<Surroundings> = {},
    owner: string | null = null,
  ) {
    super(surroundings, owner);
    this.#connection = new Connection(boardId, this.#hooks(), this.around);
    const say = (fields: PresenceFields): boolean => this.#connection.send({ type: "presence", ...fields });
    this.#presence = new Presence(say, this.around.clock);
  }

  open(): void {
    this.#stopWaking();
    this.#stopWaking = this.around.onWake(() => {
      this.#connection.wake();
    });
    const connect = (): void => {
      if (!this.#closed) this.#connection.open();
    };
    const { keeping } = this.around;
    if (keeping === null) connect();
    else void Promise.race([this.#recalled(keeping), this.#patience()]).then(connect);
  }

  /** A device where nothing was ever kept has nothing to say, and need not be waited for. */
  async #recalled(keeping: Keeping): Promise<void> {
    const recalled = this.recall();
    if (!(await keeping.fresh)) await recalled;
  }

  /** A slow device does not hold up the line. */
  #patience(): Promise<void> {
    return new Promise((resolve) => {
      this.around.clock.after(RECALL_WITHIN, resolve);
    });
  }

  close(): void {
    this.#closed = true;
    this.#stopWaking();
    this.#connection.close();
    this.keeper.close();
  }

  /** Shows the outcome at once where it can be guessed, and sends the command as soon as there is a line. */
  submit(command: Command, options: SubmitOptions = {}): Submission {
    const message = asked(this.around.newId(), $state.snapshot(command) as Command, options);
    const submission = this.settling.expect(message.command_id);
    const refused = this.refusedHere(message);
    if (refused !== null) this.refusedAtOnce(message, refused);
    else this.put(message);
    return submission;
  }

  /** Undoes my latest change on this page that is not undone, one that still waits included. */
  undo(): Submission | null {
    const commandId = this.#undoing.latest(this.standing, this.role);
    return commandId === null ? null : { commandId, settled: this.undoCommand(commandId) };
  }

  undoSeq(seq: number): Submission {
    return this.submit({ type: "undo", seq });
  }

  /** Undoes one change of mine: takes it back when it was never sent, otherwise undoes its event. */
  async undoCommand(commandId: string): Promise<Outcome> {
    const unsent = untried(this.standing.outbox, commandId);
    if (unsent !== undefined) return this.drop(unsent, { ok: true, events: [] });
    return this.#undoing.run(commandId, this.settling.of(commandId), (seq) => this.undoSeq(seq).settled);
  }

  presence(fields: PresenceFields): void {
    this.said = { ...untrack(() => this.said), ...fields };
    this.#presence.say(fields);
  }

  /** Hears all events as they are confirmed, mine too, with the state before them. Returns what stops it. */
  onEvents(listener: (events: readonly BoardEvent[], before: State) => void): () => void {
    return this.#listeners.add(listener);
  }

  protected override send(message: Submit): void {
    this.#connection.send(message);
  }

  #hooks(): Hooks {
    return {
      after: () => this.standing.seq,
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
        this.refused(message);
        break;
      case "presence":
        this.#met(message.people);
        break;
      case "answered":
        this.answered = message.rounds;
        break;
      case "pong":
        this.#clock.heardPong(message, this.around.clock.now());
        break;
    }
  }

  /** A name that was taken out must not stay on this device either. */
  #met(changed: readonly PersonHere[]): void {
    const anew = renamed(this.people, changed);
    this.people = merged(this.people, changed);
    if (anew) this.copyNow();
  }

  #welcomed(welcome: Welcome): void {
    if (this.owner !== null && welcome.you !== this.owner) {
      this.#connection.close();
      [this.status, this.closedReason] = ["closed", SOMEBODY_ELSE];
      return;
    }
    this.about = aboutOf(welcome);
    this.#clock.heard(welcome.server_time, this.around.clock.now());
    this.asOf = null;
    this.people = welcome.people;
    const before = this.standing;
    this.standing = welcomed(before, welcome);
    this.#letGo(before);
    this.#undoing.forgetAfter(welcome.head);
    this.flush();
    this.copySoon();
    this.#presence.again();
  }

  #received(frame: EventsFrame): void {
    const before = this.standing;
    const receipt = received(before, frame);
    if (typeof receipt === "string") this.#resync(receipt);
    else this.#take(receipt, before);
  }

  #take({ standing, fresh, settled }: Receipt, before: Standing): void {
    this.tellLost(standing, [...settled.keys()]);
    this.standing = standing;
    this.#undoing.heard(fresh, this.about?.you);
    for (const [commandId, events] of settled) this.settled(commandId, { ok: true, events });
    this.flush();
    if (rewrites(fresh)) this.copyNow();
    else this.copySoon();
    this.#letGo(before);
    if (fresh.length > 0) this.#listeners.tell(fresh, before.confirmed);
  }

  /** What was taken back in the whole study goes from what this device keeps of its other boards. */
  #letGo(before: Standing): void {
    const { study } = this;
    const news = before.seq !== null && tookBack(before.confirmed, this.standing.confirmed);
    if (news && study !== null) this.keeper.forgetOthers(study.id);
  }

  #resync(trouble: Trouble): void {
    if (trouble === "broken") this.standing = { ...this.standing, seq: null };
    this.#connection.resync();
  }
}
