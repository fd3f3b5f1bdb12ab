import { api, type Member, type RoleGiven } from "../lib/api";
import { Trying } from "./trying.svelte";

/** A fresh way back, shown once. */
export interface WayBack {
  readonly person: Member;
  readonly link: string;
}

/** Everybody in one study. */
export class StudyPeople extends Trying {
  list: readonly Member[] = $state.raw([]);
  loaded = $state(false);
  wayBack: WayBack | null = $state.raw(null);
  /** What has just happened, for everybody to read and hear. */
  news = $state("");

  #turn = 0;

  /** Those who lead and stay. */
  readonly leaders: readonly Member[] = $derived(
    this.list.filter(({ active, left_at, role }) => active && left_at === null && role === "facilitator"),
  );

  constructor(readonly studyId: string) {
    super();
  }

  load(): Promise<void> {
    return this.try(async () => {
      await this.#look();
      this.loaded = true;
    });
  }

  /** Others changed who is in, or as what. Nothing that is being done waits for this. */
  async refresh(): Promise<void> {
    const turn = ++this.#turn;
    const list = await api.people(this.studyId).catch(() => null); // the next change asks again
    if (list !== null && turn === this.#turn && this.loaded) this.list = list;
  }

  async #look(): Promise<void> {
    const turn = ++this.#turn;
    const list = await api.people(this.studyId);
    if (turn === this.#turn) this.list = list;
  }

  remove(person: Member): Promise<void> {
    return this.try(async () => {
      await api.removePerson(this.studyId, person.id);
      await this.#look();
    });
  }

  giveRole(person: Member, role: RoleGiven["role"], news: string): Promise<void> {
    this.news = "";
    return this.try(async () => {
      await api.giveRole(this.studyId, person.id, role);
      await this.#look();
      this.news = news;
    });
  }

  /** The person's old link stops working. */
  makeWayBack(person: Member): Promise<void> {
    return this.try(async () => {
      this.wayBack = { person, link: await api.returnLink(this.studyId, person.id) };
    });
  }
}
