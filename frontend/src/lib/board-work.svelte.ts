import { isTooBig } from "./asking";
import { BoardFacts } from "./board-facts.svelte";
import { writtenIn } from "./command-words";
import { Keeper, type KeeperHooks } from "./keeper.svelte";
import { aboutOf, copyOf, recalled, withAdopted, withKept } from "./kept-board";
import { Listeners } from "./listeners";
import * as outboxes from "./outbox";
import { Patience } from "./patience";
import type { Rejected, Submit } from "./protocol";
import { Settling, type Outcome, type Refused } from "./settling";
import { dropped, lostGuesses, submitted, type Standing } from "./standing";
import { browserSurroundings, type Surroundings } from "./surroundings";
import { refusal, TOO_BIG, type Safety } from "./texts";

/** My work on a board: kept on this device, sent in order, and settled or refused in the end. */
export abstract class BoardWork extends BoardFacts {
  /** Where that which waits would survive a closed window. */
  readonly safety: Safety = $derived.by(() => {
    if (!this.keeper.durable) return "window";
    return this.standing.outbox.unkept.size === 0 ? "device" : "soon";
  });
  /** What this device keeps of the waiting work. */
  readonly keeper: Keeper;
  protected readonly around: Surroundings;
  protected readonly settling = new Settling();
  readonly #lostListeners = new Listeners<[lost: readonly Submit[]]>();
  /** Commands of this page that were made over a live line: their refusal is told at once. */
  readonly #quick = new Set<string>();
  readonly #patience: Patience;

  constructor(
    surroundings: Partial<Surroundings>,
    /** The person whose work this is; null when that is not known. */
    protected readonly owner: string | null,
  ) {
    super();
    this.around = { ...browserSurroundings, ...surroundings };
    const { keeping, tabs, clock, newId } = this.around;
    this.keeper = new Keeper({ keeping, tabs, clock, tab: newId() }, this.#keeperHooks());
    this.#patience = new Patience(clock, () => {
      this.flush();
    });
  }

  /** Hands a message to the line. */
  protected abstract send(message: Submit): void;

  /** Hears of guesses that turn out wrong, while they are still shown. Returns what stops it. */
  onLostGuess(listener: (lost: readonly Submit[]) => void): () => void {
    return this.#lostListeners.add(listener);
  }

  /** Begins with the board as this device knows it, and with what waits there. */
  protected async recall(): Promise<void> {
    const board = await this.keeper.open();
    if (board === null || board.you !== this.owner || this.loaded) return;
    [this.about, this.people, this.asOf] = [aboutOf(board), board.people, board.at];
    this.standing = recalled(this.standing, board);
  }

  protected copySoon(): void {
    const { clock } = this.around;
    this.keeper.copySoon(() => copyOf(this.standing, this.about, this.people, clock.now()));
  }

  /** Words were taken back: the copy on this device must not hold them any longer. */
  protected copyNow(): void {
    this.keeper.copyNow(copyOf(this.standing, this.about, this.people, this.around.clock.now()));
  }

  protected put(message: Submit): void {
    this.standing = submitted(this.standing, message);
    if (this.status === "live") this.#quick.add(message.command_id);
    this.keeper.keep(message);
  }

  protected refused(said: Rejected): void {
    const { command_id, code, message, detail } = said;
    const by = detail["seq"];
    const asked = outboxes.find(this.standing.outbox, command_id ?? "");
    if (asked === undefined) return;
    if (this.#patience.isNotYet(said))
      this.standing = { ...this.standing, outbox: outboxes.unsent(this.standing.outbox) };
    else
      this.#refuse(asked, {
        ok: false,
        code,
        message: message || refusal(code),
        ...(typeof by === "number" ? { by } : {}),
      });
  }

  #refuse(message: Submit, outcome: Refused): void {
    const { code, message: reason } = outcome;
    this.tellLost(dropped(this.standing, message.command_id), []);
    const told = this.#quick.has(message.command_id) && writtenIn(message).length === 0;
    if (!told) this.keeper.refuse({ message, code, reason });
    this.drop(message, outcome);
  }

  protected drop(message: Submit, outcome: Outcome): Outcome {
    this.standing = dropped(this.standing, message.command_id);
    this.settled(message.command_id, outcome);
    this.flush();
    return outcome;
  }

  protected settled(commandId: string, outcome: Outcome): void {
    this.#quick.delete(commandId);
    const shown = this.keeper.refused.some(({ message }) => message.command_id === commandId);
    if (!shown) this.keeper.done(commandId);
    this.settling.settle(commandId, outcome);
  }

  protected flush(): void {
    if (this.status !== "live" || this.#patience.resting) return;
    const { messages, outbox } = outboxes.next(this.standing.outbox);
    if (messages.length === 0) return;
    this.standing = { ...this.standing, outbox };
    for (const message of messages) this.send(message);
  }

  protected tellLost(next: Standing, settled: readonly string[]): void {
    const lost = lostGuesses(this.standing, next).filter(({ command_id }) => !settled.includes(command_id));
    if (lost.length > 0) this.#lostListeners.tell(lost);
  }

  /** The form that the words came from may be gone: they are kept for their person to copy. */
  protected refusedAtOnce(message: Submit, refused: Refused): void {
    const { code, message: reason } = refused;
    if (writtenIn(message).length > 0) this.keeper.refuse({ message, code, reason });
    this.settling.settle(message.command_id, refused);
  }

  protected refusedHere(message: Submit): Refused | null {
    if (this.status === "closed")
      return { ok: false, code: "closed", message: this.closedReason ?? refusal("") };
    return isTooBig(message, this.limits) ? { ok: false, code: "limit_reached", message: TOO_BIG } : null;
  }

  #keeperHooks(): KeeperHooks {
    return {
      kept: (commandId) => {
        this.standing = withKept(this.standing, commandId);
        this.flush();
      },
      adopted: (messages) => {
        for (const { command_id } of messages) this.settling.expect(command_id);
        this.standing = withAdopted(this.standing, messages);
        this.flush();
      },
    };
  }
}
