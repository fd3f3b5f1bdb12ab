import { untrack } from "svelte";
import { SvelteMap } from "svelte/reactivity";
import { api } from "../lib/api";
import type { BoardStore, Outcome } from "../lib/board-store.svelte";
import {
  roundsOf,
  withCast,
  type Answer,
  type Cast,
  type RoundRecord,
  type Subject,
  type Value,
  type AnswersByRound,
} from "../lib/rounds";
import { listed, quoted, refusal, short } from "../lib/texts";

/** Milliseconds after which the number of answers is asked for again where the line cannot tell it. */
const LOOK_EVERY = 5_000;

type Ask = (boardId: string) => Promise<{ readonly rounds: AnswersByRound }>;

/** Open rounds and what I answered in them: from the board, from the server where it is hidden, and what waits here. */
export class Answering {
  /** For whom I answer; null: for myself. */
  forWhom = $state.raw<string | null>(null);
  said = $state("");
  /** Rounds that I put off: no page tells of them again for now. */
  later: readonly string[] = $state.raw([]);
  /** Reasons that are being written, by round, person and thing: they wait here when the page is left. */
  readonly begun = new SvelteMap<string, string>();
  #hidden = $state.raw<AnswersByRound>({});
  /** Answers of this page in hidden rounds that the server has; for others I cannot look them up. */
  #given = $state.raw<readonly { readonly person: string; readonly cast: Cast }[]>([]);
  /** How often it was looked; of several answers on their way only the last asked for counts. */
  #looks = 0;
  #wasOpen: ReadonlySet<string> = new Set();

  readonly rounds: readonly RoundRecord[] = $derived.by(() => roundsOf(this.store.shown));
  readonly open = $derived(this.rounds.filter(({ round }) => round.open));
  readonly closed = $derived(this.rounds.filter(({ round }) => !round.open));
  /** Open rounds in which I have answered nothing. */
  readonly waiting = $derived(this.open.filter((one) => this.answersOf(one, this.me).length === 0));
  readonly #isHidden = $derived.by(
    () => this.store.status === "live" && this.open.some(({ round }) => round.hidden_until_closed),
  );

  constructor(
    readonly store: BoardStore,
    /** Whether plain requests stand in for the line. */
    private readonly slow: () => boolean = () => false,
    private readonly ask: Ask = (boardId) => api.answers(boardId),
  ) {}

  get me(): string {
    return this.store.you?.id ?? "";
  }

  get person(): string {
    return this.forWhom ?? this.me;
  }

  /** Hears how many have answered, and looks when a line or this page comes back; returns what stops it. */
  listen(): () => void {
    const stop = $effect.root(() => {
      $effect(() => {
        if (this.#isHidden) untrack(() => void this.look());
      });
      $effect(() => {
        this.#tellClosed(this.closed);
      });
      $effect(() => {
        const told = this.store.answered;
        untrack(() => {
          this.#told(told);
        });
      });
    });
    const again = (): void => {
      if (this.#isHidden && document.visibilityState === "visible") void this.look();
    };
    const timer = setInterval(() => {
      if (this.slow()) again();
    }, LOOK_EVERY);
    document.addEventListener("visibilitychange", again);
    return () => {
      stop();
      clearInterval(timer);
      document.removeEventListener("visibilitychange", again);
    };
  }

  /** A round that was open a moment ago. */
  #tellClosed(closed: readonly RoundRecord[]): void {
    const fresh = closed.filter(({ id }) => this.#wasOpen.has(id));
    this.#wasOpen = new Set(this.open.map(({ id }) => id));
    const [first] = fresh;
    if (first !== undefined) this.said = `${quoted(short(first.round.question))} is closed now.`;
    this.#tellUnsent(new Set(closed.map(({ id }) => id)));
  }

  /** Closed by somebody while I write: my words are told, to be copied. */
  #tellUnsent(closed: ReadonlySet<string>): void {
    const unsent = [...this.begun].filter(([key]) => closed.has(roundOf(key)));
    const words = unsent.map(([, reason]) => reason.trim()).filter((reason) => reason !== "");
    for (const [key] of unsent) this.begun.delete(key);
    if (words.length > 0)
      this.said = `The round was closed. Your reason was not sent: ${listed(words.map(quoted))}.`;
  }

  /** Whoever has answered nothing yet may have done so on another device just now. */
  #told(rounds: Readonly<Record<string, number>>): void {
    const fresh = Object.entries(rounds).map(([id, answered]) => [
      id,
      { own: this.#hidden[id]?.own ?? [], answered },
    ]);
    this.#hidden = { ...this.#hidden, ...(Object.fromEntries(fresh) as AnswersByRound) };
    if (this.#isHidden && this.waiting.some(({ id }) => id in rounds)) void this.look();
  }

  async look(): Promise<void> {
    const turn = (this.#looks += 1);
    const known = this.#given.filter(({ person }) => person === this.me);
    try {
      const { rounds } = await this.ask(this.store.boardId);
      if (turn !== this.#looks) return;
      this.#hidden = rounds;
      this.#given = this.#given.filter((one) => !known.includes(one));
    } catch {
      // Without a line the last known answers stay; the state of my work says that there is none.
    }
  }

  /** How many have answered a round that shows nothing yet; null when that is not known. */
  answered(roundId: string): number | null {
    return this.#hidden[roundId]?.answered ?? null;
  }

  /** True when answers of this person cannot be looked up, only what was given here. */
  unseen({ round }: RoundRecord): boolean {
    return round.hidden_until_closed && this.person !== this.me;
  }

  mine(round: RoundRecord): readonly Answer[] {
    return this.answersOf(round, this.person);
  }

  answersOf({ id, round }: RoundRecord, person: string): readonly Answer[] {
    const casts = [...this.#casts(person)].filter(({ round_id }) => round_id === id);
    return casts.reduce(
      withCast,
      round.hidden_until_closed ? this.#looked(id, person) : this.#shown(id, person),
    );
  }

  *#casts(person: string): Iterable<Cast> {
    for (const one of this.#given) if (one.person === person) yield one.cast;
    for (const { command, on_behalf_of } of this.store.waitingCommands)
      if (command.type === "vote.cast" && (on_behalf_of ?? this.me) === person) yield command;
  }

  #looked(id: string, person: string): readonly Answer[] {
    if (person !== this.me) return [];
    return (this.#hidden[id]?.own ?? []).map(({ on, value, reason }) => ({
      on_kind: on.kind,
      on_id: on.id,
      value,
      reason,
    }));
  }

  #shown(id: string, person: string): readonly Answer[] {
    const mine = [...this.store.shown.vote.values()].filter((v) => v.round_id === id && v.person === person);
    return mine.flatMap(({ value, ...vote }) => (value === null ? [] : [{ ...vote, value }]));
  }

  async cast(
    round: RoundRecord,
    on: Pick<Subject, "kind" | "id">,
    value: Value,
    reason: string | null,
    done: string,
  ): Promise<void> {
    const command: Cast = {
      type: "vote.cast",
      round_id: round.id,
      on: { kind: on.kind, id: on.id },
      value,
      reason,
    };
    const person = this.person;
    this.said = "";
    const { settled } = this.store.submit(command, this.forWhom === null ? {} : { onBehalfOf: this.forWhom });
    const outcome = await settled;
    this.said = outcome.ok ? done : problem(outcome);
    if (!outcome.ok || !round.round.hidden_until_closed) return;
    this.#given = [...this.#given, { person, cast: command }];
    if (person === this.me) await this.look();
  }
}

/** Under which a reason that is being written waits. */
export function reasonKey(roundId: string, person: string, subject: string): string {
  return [roundId, person, subject].join(" ");
}

function roundOf(key: string): string {
  return key.split(" ", 1)[0] ?? "";
}

function problem(outcome: Outcome): string {
  return outcome.ok ? "" : outcome.message || refusal(outcome.code);
}
