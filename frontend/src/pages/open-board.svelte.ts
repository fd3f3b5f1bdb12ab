import { untrack } from "svelte";
import { BoardStore } from "../lib/board-store.svelte";
import type { PersonHere } from "../lib/protocol";
import { BoardLog } from "./board-log.svelte";
import { Invites } from "./invites.svelte";
import { LookingBack, type Follow } from "./looking-back.svelte";

/** One board that is open on this device, kept while its pages change. */
export class OpenBoard {
  readonly store: BoardStore;
  readonly log: BoardLog;
  readonly lookingBack: LookingBack;
  readonly invites: Invites;
  /** The people by name: stays the same object while they only come, go and hold cards. */
  readonly people: readonly PersonHere[] = $derived.by(() => this.#named());
  readonly #names: string = $derived.by(() =>
    this.store.people.map(({ id, pseudonym, role, active }) => [id, pseudonym, role, active].join()).join(),
  );

  constructor(
    readonly boardId: string,
    readonly studyId: string,
    follow: Follow,
  ) {
    this.store = new BoardStore(boardId);
    this.log = new BoardLog(boardId);
    this.lookingBack = new LookingBack(this.log, follow);
    this.invites = new Invites(studyId);
  }

  #named(): readonly PersonHere[] {
    return this.#names === "" ? [] : untrack(() => this.store.people);
  }

  /** Connects and loads the log; returns what ends both. */
  open(): () => void {
    const stopHearing = this.store.onEvents((events) => {
      this.log.receive(events);
    });
    this.store.open();
    void this.log.catchUp();
    return () => {
      stopHearing();
      this.lookingBack.pause();
      this.store.close();
    };
  }
}
