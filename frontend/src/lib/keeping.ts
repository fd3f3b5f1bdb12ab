/** What this device keeps of one person's work on one board. The rim: IndexedDB in a browser, a map in tests. */
import type { Role, State } from "./model";
import type { Limits, PersonHere, Study, Submit } from "./protocol";

/** A command that the server refused, kept until its person has seen that. */
export interface RefusedChange {
  readonly message: Submit;
  readonly code: string;
  /** A plain sentence. */
  readonly reason: string;
}

/** A board as it was when this device last heard of it. */
export interface KeptBoard {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly seq: number;
  readonly state: State;
  readonly you: string;
  readonly role: Role;
  readonly people: readonly PersonHere[];
  readonly limits: Limits;
  readonly study: Study | null;
  readonly source: string | null;
}

/** Every promise resolves once the device has it for good, and rejects when the device cannot. */
export interface Keeping {
  /** Whether nothing was ever kept here, so that there is no need to wait for what this device knows. */
  readonly fresh: Promise<boolean>;
  /** A page's command, behind all that are there. */
  put(tab: string, message: Submit): Promise<void>;
  /** The command is settled, taken back, or its refusal was seen. */
  drop(commandId: string): Promise<void>;
  refuse(refused: RefusedChange): Promise<void>;
  refused(): Promise<readonly RefusedChange[]>;
  /** The pages that have waiting commands here. */
  tabs(): Promise<readonly string[]>;
  /** Hands the waiting commands of one page to another, in their order. At most one page gets each. */
  adopt(from: string, to: string): Promise<readonly Submit[]>;
  board(): Promise<KeptBoard | null>;
  saveBoard(board: KeptBoard): Promise<void>;
  /** Lets go of what is kept of all other boards of a study, whoever's copy it is. */
  forgetOthers(studyId: string): Promise<void>;
}

/** Which pages of this browser live, so that each waiting command is sent by one of them. */
export interface Tabs {
  /** This page lives until the answer is called. `met` hears of every other page that lives, now or later. */
  live(tab: string, met: (other: string) => void): () => void;
  isGone(tab: string): Promise<boolean>;
  /** Calls back once that page has gone. Returns what stops waiting. */
  whenGone(tab: string, then: () => void): () => void;
}
