import { takeEarly } from "./early";
import { Http, type Fetch } from "./http";
import type { Invite, InviteRole, Member, NewInvite, RoleGiven } from "./members";
import type { Role, StateJson } from "./model";
import type { BoardEvent, Person, Study } from "./protocol";
import type { AnswersByRound } from "./rounds";

export { ApiError } from "./http";
export type { Invite, InviteRole, Member, NewInvite, RoleGiven } from "./members";

export interface BoardInfo {
  readonly id: string;
  readonly study_id: string;
  readonly title: string;
}

/** What an invite link leads to, looked at before joining. `already`: who I am in that study. */
export interface Invitation {
  readonly study: Study;
  readonly role: Role;
  readonly offers: readonly string[];
  readonly already: Person | null;
}

export interface JoinAnswer {
  readonly person: Person;
  readonly study: Study;
  readonly boards: readonly BoardInfo[];
  readonly return_link: string;
}

export interface Membership {
  readonly person: Person;
  readonly study: Study;
  readonly boards: readonly BoardInfo[];
}

export interface Me {
  readonly csrf: string;
  readonly memberships: readonly Membership[];
  readonly person: Person | null;
  readonly studies: readonly Study[];
  readonly boards: readonly BoardInfo[];
}

export interface BoardState {
  readonly board_id: string;
  readonly seq: number;
  readonly state: StateJson;
}

export interface EventsPage {
  readonly events: readonly BoardEvent[];
  readonly head: number;
}

export interface ImportChoices {
  readonly csv: string;
  readonly keep_repeats: boolean;
  readonly aim_labels: boolean;
}

/** What the server found in a table; the import page knows its parts. */
export type ImportReport = Readonly<Record<string, unknown>>;

export type ExportName =
  | "table.csv"
  | "table.md"
  | "table.html"
  | "log.csv"
  | "log.jsonl"
  | "board.json"
  | "rounds.csv"
  | "rounds.md"
  | "minutes.md"
  | "minutes.html"
  | "comments.csv"
  | "bundle.zip"
  | "replay.html"
  | "replay-without-names.html";

/** Minutes as the log of a meeting tells them, to be read over before they are kept. */
export interface MinutesDraft {
  readonly title: string;
  readonly text: string;
  readonly held_on: string;
}

/** How far I have seen a board, on whichever device; nulls before the first time. */
export interface Seen {
  readonly seq: number | null;
  readonly at: string | null;
}

const EVENTS_AT_ONCE = 5_000;

/** All calls over HTTP. Each throws ApiError when refused or when the server cannot be reached. */
export class Api extends Http {
  async me(): Promise<Me> {
    const me = await this.get<Me>("/api/me");
    this.remember(me.csrf);
    return me;
  }

  invitation(invite: string): Promise<Invitation> {
    return this.postOpen("/api/invite", { invite });
  }

  join(invite: string, pseudonym?: string): Promise<JoinAnswer> {
    return this.#entered(
      this.postOpen("/api/join", pseudonym === undefined ? { invite } : { invite, pseudonym }),
    );
  }

  comeBack(secret: string): Promise<JoinAnswer> {
    return this.#entered(this.postOpen("/api/return", { secret }));
  }

  leave(): Promise<object> {
    return this.#entered(this.post("/api/leave"));
  }

  async people(study: string): Promise<readonly Member[]> {
    return (await this.get<{ people: Member[] }>(`/api/studies/${study}/people`)).people;
  }

  async removePerson(study: string, person: string): Promise<Person> {
    const path = `/api/studies/${study}/people/${person}/remove`;
    return (await this.post<{ person: Person }>(path)).person;
  }

  async giveRole(study: string, person: string, role: RoleGiven["role"]): Promise<Person> {
    return (await this.put<{ person: Person }>(`/api/studies/${study}/people/${person}/role`, { role }))
      .person;
  }

  /** A fresh return link; the old one stops working. */
  async returnLink(study: string, person: string): Promise<string> {
    const path = `/api/studies/${study}/people/${person}/return-link`;
    return (await this.post<{ return_link: string }>(path)).return_link;
  }

  async invites(study: string): Promise<readonly Invite[]> {
    return (await this.get<{ invites: Invite[] }>(`/api/studies/${study}/invites`)).invites;
  }

  invite(study: string, role: InviteRole): Promise<NewInvite> {
    return this.post(`/api/studies/${study}/invites`, { role });
  }

  inviteOff(study: string, invite: string): Promise<{ readonly id: string; readonly off_at: string }> {
    return this.post(`/api/studies/${study}/invites/${invite}/off`);
  }

  newBoard(study: string, title: string): Promise<BoardInfo> {
    return this.post(`/api/studies/${study}/boards`, { title });
  }

  state(board: string, at?: number): Promise<BoardState> {
    return this.get(`/api/boards/${board}/state${at === undefined ? "" : `?at=${at}`}`);
  }

  answers(board: string): Promise<{ readonly rounds: AnswersByRound }> {
    return this.get(`/api/boards/${board}/answers`);
  }

  events(board: string, after: number, limit = EVENTS_AT_ONCE): Promise<EventsPage> {
    return this.get(`/api/boards/${board}/events?after=${after}&limit=${limit}`);
  }

  /** The whole log after a seq, page by page. */
  async allEvents(board: string, after = 0): Promise<readonly BoardEvent[]> {
    const events: BoardEvent[] = [];
    for (;;) {
      const page = await this.events(board, events.at(-1)?.seq ?? after);
      events.push(...page.events);
      if (page.events.length === 0 || (events.at(-1)?.seq ?? 0) >= page.head) return events;
    }
  }

  previewImport(board: string, choices: ImportChoices): Promise<ImportReport> {
    return this.post(`/api/boards/${board}/import/preview`, choices);
  }

  /** The same `importId` again, after a lost answer, imports nothing twice. */
  importTable(
    board: string,
    choices: ImportChoices,
    importId: string,
  ): Promise<{ readonly report: ImportReport; readonly head: number }> {
    return this.post(`/api/boards/${board}/import`, { ...choices, import_id: importId });
  }

  /** `offset`: minutes that the clocks here are ahead of UTC. */
  minutesDraft(board: string, meeting: string, offset: number): Promise<MinutesDraft> {
    const asked = `meeting=${encodeURIComponent(meeting)}&offset=${offset}`;
    return this.get(`/api/boards/${board}/minutes/draft?${asked}`);
  }

  seen(board: string): Promise<Seen> {
    return this.get(`/api/boards/${board}/seen`);
  }

  saw(board: string, seq: number): Promise<Seen> {
    return this.post(`/api/boards/${board}/seen`, { seq });
  }

  /** Whether replays that are taken out name people. */
  async replaysName(study: string): Promise<boolean> {
    return (await this.get<{ names: boolean }>(`/api/studies/${study}/replays`)).names;
  }

  async nameInReplays(study: string, names: boolean): Promise<boolean> {
    return (await this.put<{ names: boolean }>(`/api/studies/${study}/replays`, { names })).names;
  }

  /** `at`: as it was right after that change; null: now. `id`: one of several minutes. */
  exportPath(board: string, name: ExportName, at: number | null = null, id?: string): string {
    const asked = [...(id === undefined ? [] : [`id=${id}`]), ...(at === null ? [] : [`at=${String(at)}`])];
    return `/api/boards/${board}/export/${name}${asked.length === 0 ? "" : `?${asked.join("&")}`}`;
  }

  async #entered<T>(answer: Promise<T>): Promise<T> {
    const entered = await answer;
    this.forget();
    return entered;
  }
}

export function createApi(send: Fetch): Api {
  return new Api(send);
}

export const api = createApi((path, init) => takeEarly(path, init) ?? fetch(path, init));
