import { untrack } from "svelte";
import { Answering } from "../board/answering.svelte";
import type { Past } from "../board/board-view.svelte";
import { OwnTalk } from "../board/own-talk.svelte";
import { BoardStore } from "../lib/board-store.svelte";
import { api } from "../lib/api";
import { device } from "../lib/device";
import { draftKeeping } from "../lib/draft-keeping";
import { draftServer } from "../lib/draft-server";
import { Drafts } from "../lib/drafts.svelte";
import { heardKeeping } from "../lib/heard-keeping";
import { Heard } from "../lib/heard.svelte";
import { Lines } from "../lib/lines.svelte";
import { namedMoments, type NamedMoment } from "../lib/marks";
import { emptyState, type State } from "../lib/model";
import { PollLine } from "../lib/poll-line";
import type { PersonHere } from "../lib/protocol";
import { sinceOf, type Since } from "../lib/since";
import { settings } from "../lib/settings.svelte";
import { browserClock, openSocket, type Line, type LineHooks } from "../lib/surroundings";
import { browserTabs } from "../lib/tabs";
import { unsaidTo } from "../lib/unsaid";
import { BoardLog } from "./board-log.svelte";
import { Invites } from "./invites.svelte";
import { LeftOff } from "./left-off.svelte";
import { LookingBack, type Follow } from "./looking-back.svelte";
import { OwnRole } from "./own-role.svelte";
import { Together } from "./together.svelte";
import { witnessOf } from "./witness-here";
import type { Witness } from "./witness.svelte";

/** One board that is open on this device, kept while its pages change. */
export class OpenBoard {
  readonly store: BoardStore;
  readonly drafts: Drafts;
  readonly heard: Heard;
  readonly ownTalk: OwnTalk;
  /** How much was said that I have not read. */
  readonly freshTalk: number = $derived.by(() => this.#freshTalk());
  readonly lines: Lines;
  readonly log: BoardLog;
  readonly lookingBack: LookingBack;
  readonly together: Together;
  readonly invites: Invites;
  readonly leftOff: LeftOff;
  readonly answering: Answering;
  readonly witness: Witness;
  readonly ownRole = new OwnRole();
  /** The people by name: stays the same object while they only come, go and hold cards. */
  readonly people: readonly PersonHere[] = $derived.by(() => this.#named());
  /** The moment that is looked back at; null: now. */
  readonly past: Past | null = $derived.by(() => this.lookingBack.past);
  /** What the pages show: the moment that is looked back at, or now with what waits here. */
  readonly shown: State = $derived.by(() => this.past?.state ?? this.store.shown);
  /** The moments that have a name now. */
  readonly named: readonly NamedMoment[] = $derived.by(() => namedMoments(this.store.shown));
  readonly #names: string = $derived.by(() =>
    this.store.people.map(({ id, pseudonym, role, active }) => [id, pseudonym, role, active].join()).join(),
  );

  constructor(
    readonly boardId: string,
    readonly studyId: string,
    readonly personId: string,
    follow: Follow,
  ) {
    const keeping = settings.shared ? null : device.of(personId, boardId);
    this.lines = new Lines(openSocket, (id, hooks) => new PollLine(id, hooks, api), browserClock);
    const line = (id: string, hooks: LineHooks): Line => this.lines.open(id, hooks);
    this.store = new BoardStore(boardId, { keeping, line, tabs: browserTabs() }, personId);
    const drafting = settings.shared ? null : draftKeeping(personId, boardId);
    this.drafts = new Drafts(boardId, draftServer(api), drafting, browserClock);
    const hearing = settings.shared ? null : heardKeeping(personId, boardId);
    this.heard = new Heard(boardId, api, hearing);
    this.ownTalk = new OwnTalk(this.drafts, this.heard);
    this.log = new BoardLog(
      boardId,
      () => this.named,
      () => this.people,
    );
    this.answering = new Answering(this.store, () => this.lines.slow);
    this.witness = witnessOf(personId, boardId);
    this.lookingBack = new LookingBack(this.log, follow);
    this.together = new Together(this.store, this.lookingBack);
    this.invites = new Invites(studyId);
    const notes = { seen: () => api.seen(boardId), saw: (seq: number) => api.saw(boardId, seq) };
    const others = (after: number, to: number): boolean =>
      this.log.events.slice(after, to).some(({ actor }) => actor !== personId);
    this.leftOff = new LeftOff(notes, others);
  }

  /** What happened behind one change, up to another; without what one person did. */
  since(after: number, to: number, without: string | null = this.personId): Since {
    const events = this.log.events.slice(after, to);
    return sinceOf({ events, before: this.log.stateAt(after) ?? emptyState(), people: this.people, without });
  }

  #named(): readonly PersonHere[] {
    return this.#names === "" ? [] : untrack(() => this.store.people);
  }

  #freshTalk(): number {
    const you = this.store.you?.id;
    const said = [...this.store.shown.comment].map(([id, comment]) => ({ id, comment }));
    return said.filter((one) => this.heard.isNew(one, you)).length;
  }

  /** Connects and loads the log; returns what leaves the board. */
  open(): () => void {
    const stopHearing = this.store.onEvents((events) => {
      this.log.receive(events);
    });
    const warn = (event: BeforeUnloadEvent): void => {
      const lost = this.drafts.unsaved && !this.drafts.durable;
      if (lost || (this.store.waiting > 0 && this.store.safety !== "device")) event.preventDefault();
    };
    addEventListener("beforeunload", warn);
    this.store.open();
    const stopLog = this.#loadLog();
    const stopKeepingUp = this.together.listen();
    const stopMending = this.#whileLive();
    const stopDrafts = this.#syncDrafts();
    const stopAnswers = this.answering.listen();
    return () => {
      stopLog();
      stopKeepingUp();
      stopMending();
      stopDrafts();
      stopAnswers();
      this.witness.close();
      this.lookingBack.pause();
      const close = (): void => {
        stopHearing();
        removeEventListener("beforeunload", warn);
        this.store.close();
      };
      // No effect may begin while a page is taken down.
      queueMicrotask(() => {
        this.#onceSaved(close);
      });
    };
  }

  /** Drafts go to the server and come from it whenever there is a line; those that were shared are let go. */
  #syncDrafts(): () => void {
    void this.drafts.open();
    void this.heard.recall();
    const stop = $effect.root(() => {
      $effect(() => {
        if (this.store.status !== "live") return;
        untrack(() => {
          void this.drafts.sync();
          void this.heard.sync();
        });
      });
      $effect(() => {
        this.drafts.shared(this.store.shown.comment);
      });
      if (!settings.shared)
        $effect(() => {
          if (settings.shared) untrack(() => void this.#forget());
        });
    });
    return () => {
      stop();
      this.drafts.close();
      if (this.drafts.unsaved) void this.drafts.sync();
    };
  }

  /** This is a shared computer, as somebody has just said on this page or in another tab. */
  async #forget(): Promise<void> {
    this.store.keeper.forget();
    this.drafts.forget();
    this.heard.forget();
    await device.wipe([this.personId]).catch(() => undefined); // it kept nothing
  }

  /** The log comes behind the board, so that a long one holds up nobody; one moment of it may be wanted first. */
  #loadLog(): () => void {
    const stop = $effect.root(() => {
      $effect(() => {
        const { at } = this.lookingBack;
        if (at !== null && this.log.head === 0)
          untrack(() => {
            this.log.glimpse(at);
          });
      });
      $effect(() => {
        const { shown, role, you } = this.store;
        const unsaid = unsaidTo(shown.comment, you?.id, role === "facilitator");
        untrack(() => {
          this.log.leaveOut(unsaid);
        });
      });
      $effect(() => {
        if (!this.store.loaded) return undefined;
        return whenQuiet(() => void this.log.glimpsed.then(() => this.log.catchUp()));
      });
    });
    return stop;
  }

  /** With each new line: a log that could not be loaded is asked for again, and it is seen whether it goes on. */
  #whileLive(): () => void {
    return $effect.root(() => {
      $effect(() => {
        if (this.store.status === "live" && this.log.status === "failed")
          untrack(() => void this.log.catchUp());
      });
      $effect(() => {
        if (this.store.status === "live") untrack(() => void this.witness.look());
      });
    });
  }

  /** Work that still waits is sent before the line is closed, unless it waits safely on this device. */
  #onceSaved(close: () => void): void {
    const stop = $effect.root(() => {
      $effect(() => {
        const safe = this.store.safety === "device" && this.store.status !== "live";
        if (this.store.waiting > 0 && !safe) return;
        close();
        queueMicrotask(() => {
          stop();
        });
      });
    });
  }
}

/** Calls back once the page has been painted and nothing else is to be done; the answer cancels it. */
function whenQuiet(then: () => void): () => void {
  if (typeof requestIdleCallback !== "function") return browserClock.after(100, then);
  const asked = requestIdleCallback(then, { timeout: 500 });
  return () => {
    cancelIdleCallback(asked);
  };
}
