import { Course } from "../../lib/stories/course";
import type { Hero, Moment } from "../../lib/stories/moments";
import type { Taken } from "../../lib/taken";

export const PACES = [1, 4, 16] as const;
export type Pace = (typeof PACES)[number];
const STEP_MS = 1_000; // at pace 1, one change a second: time to read its sentence

/** Does something later, in milliseconds; answers what calls it off. */
type After = (ms: number, then: () => void) => () => void;

// Not the clock of the board's store: that would bring along what speaks with a server.
function later(ms: number, then: () => void): () => void {
  const timer = setTimeout(then, ms);
  return () => {
    clearTimeout(timer);
  };
}

/** Plays the moments of a file, or only those that touched its hero, one after another. */
export class TakenPlayer {
  at = $state(1);
  playing = $state(false);
  pace: Pace = $state(1);
  /** The card, theme or person that is followed. */
  hero: Hero | null = $state.raw(null);
  /** Its moments; null while everything is shown. */
  readonly story: readonly Moment[] | null = $derived.by(() => this.#story());
  readonly course: Course = $derived.by(
    () => new Course(this.taken.count, this.story?.map(({ seq }) => seq) ?? null),
  );
  /** Which moment of the course it is, from 1. */
  readonly place: number = $derived.by(() => this.course.placeOf(this.at));
  /** The moment before was one step away. */
  stepped = $state(false);
  #stop = (): void => undefined;

  constructor(
    private readonly taken: Pick<Taken, "count" | "told" | "marks">,
    private readonly after: After = later,
  ) {}

  get stepMs(): number {
    return STEP_MS / this.pace;
  }

  /** Of a story the moment before, if this is none of it. */
  show(moment: number): void {
    this.showPlace(this.course.placeOf(Math.max(1, Math.min(Math.trunc(moment), this.taken.count))));
  }

  showPlace(place: number): void {
    const to = this.course.seqAt(place);
    this.stepped = Math.abs(this.course.placeOf(to) - this.place) === 1;
    this.at = to;
  }

  step(by: number): void {
    this.pause();
    this.showPlace(this.place + by);
  }

  /** To the next mark behind or before this moment; to either end when there is none. */
  jump(way: 1 | -1): void {
    this.pause();
    const marks = this.taken.marks.map((moment) => this.course.from(moment));
    const found =
      way > 0 ? marks.find((moment) => moment > this.at) : marks.findLast((moment) => moment < this.at);
    this.show(found ?? (way > 0 ? this.taken.count : 1));
  }

  /** Only what touched this, from its first moment on. */
  follow(hero: Hero): void {
    this.pause();
    this.hero = hero;
    this.showPlace(1);
  }

  /** Everything again, from here on. */
  toNow(): void {
    this.pause();
    this.hero = null;
  }

  /** Plays on from here; from the first moment when there is nothing left to play. */
  play(): void {
    if (this.place >= this.course.count) this.showPlace(1);
    this.playing = true;
    this.#beat();
  }

  pause(): void {
    this.playing = false;
    this.#stop();
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  #story(): readonly Moment[] | null {
    const moments = this.hero === null ? [] : this.taken.told(this.hero);
    return moments.length === 0 ? null : moments;
  }

  #beat(): void {
    this.#stop();
    this.#stop = this.after(this.stepMs, () => {
      this.showPlace(this.place + 1);
      if (this.place >= this.course.count) this.pause();
      else this.#beat();
    });
  }
}
