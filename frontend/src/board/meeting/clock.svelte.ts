import { timeLeft } from "../../lib/meeting";
import { clockTime } from "../../lib/time";
import type { Meeting } from "./meeting.svelte";

const LOOK_EVERY = 5_000;

/** The clock of a meeting: when it ends by this device's own clock, and about how long that is. Nothing ticks. */
export class MeetingClock {
  #now = $state(Date.now());
  readonly timer = $derived.by(() => [...this.meeting.store.shown.timer.values()][0] ?? null);
  /** Milliseconds since 1970, by this device's clock. */
  readonly #end: number | null = $derived.by(() =>
    this.timer === null ? null : Date.parse(this.timer.ends_at) - this.meeting.store.ahead,
  );
  readonly ends: string = $derived.by(() =>
    this.#end === null ? "" : `Ends at ${clockTime(new Date(this.#end).toISOString())}`,
  );
  readonly left: string = $derived.by(() => (this.#end === null ? "" : timeLeft(this.#end - this.#now)));
  readonly over: boolean = $derived.by(() => this.#end !== null && this.#end <= this.#now);

  /** `ended` is called when the time runs out while this is on the screen. */
  constructor(
    private readonly meeting: Meeting,
    private readonly ended: () => void = () => undefined,
  ) {
    $effect(() => this.#run());
  }

  /** Looks every few seconds, and at the very end. */
  #run(): (() => void) | undefined {
    const end = this.#end;
    if (end === null) return undefined;
    const look = (): void => {
      const before = this.#now;
      this.#now = Date.now();
      if (before < end && this.#now >= end) this.ended();
    };
    look();
    const timer = setInterval(look, LOOK_EVERY);
    const last = setTimeout(look, Math.max(0, Math.min(end - Date.now(), 2 ** 31 - 1)));
    return () => {
      clearInterval(timer);
      clearTimeout(last);
    };
  }
}

/** One soft, low tone that fades away. */
export function chime(): void {
  const context = new AudioContext();
  const tone = context.createOscillator();
  const loudness = context.createGain();
  tone.frequency.value = 440;
  loudness.gain.setValueAtTime(0.15, context.currentTime);
  loudness.gain.exponentialRampToValueAtTime(0.001, context.currentTime + 1.5);
  tone.connect(loudness).connect(context.destination);
  tone.start();
  tone.stop(context.currentTime + 1.5);
  tone.onended = () => void context.close();
}
