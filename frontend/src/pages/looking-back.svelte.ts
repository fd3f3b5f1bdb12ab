import { untrack } from "svelte";
import type { Past } from "../board/board-view.svelte";
import type { State } from "../lib/model";
import { Course, heroOf, stretchOf, type Part } from "../lib/stories/course";
import type { Hero, Moment } from "../lib/stories/moments";
import { browserClock, type Clock } from "../lib/surroundings";

/** So many changes a second; or as it happened, with long pauses cut. */
export type Speed = 1 | 4 | 16 | "lived";
export const SPEEDS: readonly Speed[] = [1, 4, 16, "lived"];
export const STEP_MS = 1_000; // at speed 1, one change a second: time to read its sentence
/** More changes at once than this turn most of a board over. */
const FAR = 50;
export const QUIET_MS = 400; // browsers refuse an address that changes at every step
/** As it happened: no pause is longer or shorter than this. */
export const LONGEST_PAUSE = 3_000;
export const SHORTEST_PAUSE = 60;

/** The name under which each seek is measured, for tests in a browser. */
export const SEEK = "themeroom:seek";

/** As much of a board's log as is needed to look back. */
export interface Reel {
  readonly head: number;
  /** Seqs to jump to: beginnings of chapters and moments with a name, in order. */
  readonly marks: readonly number[];
  /** The board right after a change; null while the log is not here. */
  stateAt(seq: number): State | null;
  /** Milliseconds since 1970. */
  timeOf(seq: number): number;
  /** The moments of a story; none while the log is not here. */
  told(hero: Hero): readonly Moment[];
}

/** Where the address of the page follows to. `null`: now, and everything. */
export type Follow = (at: number | null, part: Part | null) => void;

/** The board as it was after a change, and the play button. `at` is that change's seq; null is now. */
export class LookingBack {
  at: number | null = $state(null);
  /** Changes only when looking back begins or ends. */
  looking = $state(false);
  playing = $state(false);
  speed: Speed = $state(1);
  /** What is played, when it is not everything. */
  part: Part | null = $state.raw(null);
  readonly stretch = $derived(stretchOf(this.part));
  readonly hero = $derived(heroOf(this.part));
  /** The moments of the story that is played; null when none is, or none of it can be told. */
  readonly story: readonly Moment[] | null = $derived.by(() => this.#story());
  /** What steps lead through. */
  readonly course: Course = $derived.by(
    () => new Course(this.log.head, this.story?.map(({ seq }) => seq) ?? null),
  );
  readonly past: Past | null = $derived.by(() => this.#seek());
  #far = false;
  #step = false;
  #stopBeat = (): void => undefined;
  #stopFollowing = (): void => undefined;

  constructor(
    readonly log: Reel,
    private readonly follow: Follow,
    private readonly clock: Clock = browserClock,
  ) {}

  /** Shows the board as it was after `seq`, or after the moment of the story before it; the address follows later. */
  show(seq: number): void {
    if (this.log.head === 0) return;
    const first = this.at === null;
    const { course } = this;
    const shown = course.seqAt(course.placeOf(Math.min(seq, this.log.head)));
    this.#turnTo(shown);
    const { stretch } = this;
    if (stretch !== null && (shown <= stretch.after || shown > stretch.to)) this.part = null;
    this.#stopFollowing();
    if (first) this.follow(this.at, this.part);
    else
      this.#stopFollowing = this.clock.after(QUIET_MS, () => {
        this.follow(this.at, this.part);
      });
  }

  step(by: number): void {
    this.pause();
    this.#goOn(by);
  }

  #goOn(by: number): void {
    const { course } = this;
    this.show(course.seqAt(course.placeOf(this.at ?? this.log.head) + by));
  }

  /** To the next mark behind or before this moment; to either end when there is none. */
  jump(way: 1 | -1): void {
    const here = this.at ?? this.log.head;
    const { head } = this.log;
    const marks = this.log.marks.map((seq) => this.course.from(seq));
    const found =
      way > 0 ? marks.find((seq) => seq > here) : marks.findLast((seq) => seq < here && seq <= head);
    this.pause();
    this.show(found ?? (way > 0 ? head : 1));
  }

  /** Plays on from here; from the first change when there is nothing left to play. */
  play(): void {
    if (this.at === null || this.at >= this.#last())
      this.show(this.stretch === null ? this.course.seqAt(1) : this.stretch.after + 1);
    this.playing = true;
    this.#beat();
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  /** Plays what happened behind `after`, and stops at `to`. */
  playStretch(after: number, to: number): void {
    this.part = null;
    this.show(after + 1);
    this.part = { after, to };
    this.playing = true;
    this.#beat();
  }

  /** Plays the moments of a story, and no others. */
  playStory(hero: Hero): void {
    this.part = hero;
    this.show(this.course.seqAt(1));
    this.playing = true;
    this.#beat();
  }

  /** Goes on with the whole log, from where the story or the stretch is. */
  playAll(): void {
    if (this.part === null) return;
    this.part = null;
    this.follow(this.at, null);
  }

  #last(): number {
    return Math.min(this.stretch?.to ?? this.course.seqAt(this.course.count), this.log.head);
  }

  #story(): readonly Moment[] | null {
    const moments = this.hero === null ? [] : this.log.told(this.hero);
    return moments.length === 0 ? null : moments;
  }

  pause(): void {
    this.playing = false;
    this.#stopBeat();
  }

  toNow(): void {
    this.pause();
    this.#stopFollowing();
    this.part = null;
    if (this.at === null) return;
    this.#turnTo(null);
    this.follow(null, null);
  }

  /** The address changed by itself: back, forward, or a link. */
  arrive(at: number | null, part: Part | null = null): void {
    if (at === this.at && heroOf(part)?.id === this.hero?.id) return;
    this.#stopFollowing();
    if (at === null) this.pause();
    this.part = at === null ? null : part;
    this.#turnTo(at);
  }

  /** Stays far while the hand goes up and down the log, until a single step is taken. */
  #turnTo(at: number | null): void {
    const way = Math.abs((at ?? this.log.head) - (this.at ?? this.log.head));
    if (way > FAR) this.#far = true;
    else if (way <= 1 || at === null) this.#far = false;
    this.#step = at !== null && this.at !== null && this.#isStep(at, this.at);
    this.at = at;
    this.looking = at !== null;
  }

  #isStep(to: number, from: number): boolean {
    const { course } = this;
    return Math.abs(course.placeOf(to) - course.placeOf(from)) === 1;
  }

  #beat(): void {
    this.#stopBeat();
    this.#stopBeat = this.clock.after(this.#pauseMs(), () => {
      if (this.at === null || this.at >= this.#last()) this.pause();
      else {
        this.#goOn(1);
        this.#beat();
      }
    });
  }

  /** Milliseconds until the next change shows. */
  #pauseMs(): number {
    if (this.speed !== "lived") return STEP_MS / this.speed;
    const here = this.at ?? 1;
    const { course } = this;
    const gap = this.log.timeOf(course.seqAt(course.placeOf(here) + 1)) - this.log.timeOf(here);
    return Math.max(SHORTEST_PAUSE, Math.min(LONGEST_PAUSE, gap));
  }

  #seek(): Past | null {
    if (this.at === null) return null;
    const started = performance.now();
    const seq = this.log.head === 0 ? this.at : Math.min(this.at, this.log.head);
    const state = this.log.stateAt(seq);
    performance.measure(SEEK, { start: started, end: performance.now() });
    return state === null
      ? null
      : { state, seq, stepMs: untrack(() => this.#pauseMs()), far: this.#far, step: this.#step };
  }
}
