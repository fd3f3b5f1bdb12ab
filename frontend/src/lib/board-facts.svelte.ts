import type { About } from "./kept-board";
import { boardRecord, type Board, type Role, type State } from "./model";
import { EMPTY_OUTLINE, outline, type Outline } from "./outline";
import { pending } from "./outbox";
import type { Limits, PersonHere, PresenceFields, Study, Submit } from "./protocol";
import { NOTHING_YET } from "./standing";
import type { Status } from "./texts";

/** What can be known of one board on this screen. */
export class BoardFacts {
  protected standing = $state.raw(NOTHING_YET);
  protected about: About | null = $state.raw(null);
  #lastOutline = EMPTY_OUTLINE;

  status: Status = $state("connecting");
  closedReason: string | null = $state(null);
  /** When what is shown was true, while no line has brought anything newer; milliseconds since 1970. */
  asOf: number | null = $state(null);
  people: readonly PersonHere[] = $state.raw([]);
  /** Milliseconds that the server's clock is ahead of this device's. */
  ahead = $state(0);
  /** How many have answered, by open round that hides its answers, as the line told it last. */
  answered: Readonly<Record<string, number>> = $state.raw({});
  /** What this page says of me. */
  said: PresenceFields = $state.raw({});

  readonly shown: State = $derived(this.standing.shown);
  readonly board: Board = $derived(boardRecord(this.shown));
  readonly outline: Outline = $derived.by(() => {
    this.#lastOutline = outline(this.shown, this.#lastOutline);
    return this.#lastOutline;
  });
  /** True once a state has come. */
  readonly loaded: boolean = $derived(this.about !== null);
  readonly confirmedSeq: number = $derived(this.standing.seq ?? 0);
  readonly waitingCommands: readonly Submit[] = $derived(pending(this.standing.outbox));
  readonly pendingIds: readonly string[] = $derived(this.waitingCommands.map(({ command_id }) => command_id));
  readonly waiting: number = $derived(this.pendingIds.length);
  readonly saved: boolean = $derived(this.waiting === 0);
  readonly you: PersonHere | null = $derived(this.people.find(({ id }) => id === this.about?.you) ?? null);
  readonly role: Role | null = $derived(this.about?.role ?? null);
  readonly limits: Limits = $derived(this.about?.limits ?? {});
  readonly study: Study | null = $derived(this.about?.study ?? null);
  /** Where the data is from, when it was published somewhere. */
  readonly source: string | null = $derived(this.about?.source ?? null);
  readonly mayEdit: boolean = $derived(this.role === "facilitator" || this.role === "co_researcher");
  readonly mayLead: boolean = $derived(this.role === "facilitator");
}
