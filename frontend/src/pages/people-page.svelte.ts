import { api, type Member } from "../lib/api";
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

  constructor(readonly studyId: string) {
    super();
  }

  load(): Promise<void> {
    return this.try(async () => {
      this.list = await api.people(this.studyId);
      this.loaded = true;
    });
  }

  remove(person: Member): Promise<void> {
    return this.try(async () => {
      await api.removePerson(this.studyId, person.id);
      this.list = await api.people(this.studyId);
    });
  }

  /** The person's old link stops working. */
  makeWayBack(person: Member): Promise<void> {
    return this.try(async () => {
      this.wayBack = { person, link: await api.returnLink(this.studyId, person.id) };
    });
  }
}
