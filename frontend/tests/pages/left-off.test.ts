import { expect, test } from "vitest";
import { AWAY_MS, LeftOff, LONG_LOOK_MS, REST_MS } from "../../src/pages/left-off.svelte";
import { FakeClock, settleDown } from "../lib/support/clock";

/** The server's note about one person, and a browser that looks. */
class Place {
  seq: number | null;
  asked = 0;
  away = false;
  readonly clock = new FakeClock();
  readonly leftOff: LeftOff;

  constructor(seq: number | null, busy = true) {
    this.seq = seq;
    const notes = {
      seen: () => {
        this.asked += 1;
        if (this.away) return Promise.reject(new Error("no line"));
        return Promise.resolve({ seq: this.seq, at: this.seq === null ? null : "T" });
      },
      saw: (head: number) => {
        if (this.away) return Promise.reject(new Error("no line"));
        this.seq = Math.max(this.seq ?? 0, head);
        return Promise.resolve({ seq: this.seq, at: "T" });
      },
    };
    this.leftOff = new LeftOff(notes, (after, to) => busy && to > after, this.clock);
  }

  async look(head: number | null, ms = 0): Promise<void> {
    this.leftOff.seeing(head);
    await settleDown();
    this.clock.pass(ms);
    await settleDown();
  }
}

test("S141 who was never here is told nothing, and is here from now on", async () => {
  const place = new Place(null);
  await place.look(9, REST_MS);
  expect(place.leftOff.missed).toBeNull();
  expect(place.seq).toBe(9);
});

test("S141 what was missed is told, and counts as seen once it is answered", async () => {
  const place = new Place(4);
  await place.look(9, 10 * REST_MS);
  expect(place.leftOff.missed).toEqual({ after: 4, to: 9, at: "T" });
  expect(place.seq).toBe(4);
  place.leftOff.told();
  await place.look(null);
  expect(place.seq).toBe(9);
  await place.look(10, REST_MS);
  expect([place.leftOff.missed, place.seq]).toEqual([null, 10]);
});

test("S141 what comes while the server is asked is seen, not missed", async () => {
  const place = new Place(6);
  place.leftOff.seeing(6);
  await place.look(7, REST_MS);
  expect([place.leftOff.missed, place.seq]).toEqual([null, 7]);
});

test("S141 or when the board was on the screen for long", async () => {
  const place = new Place(4);
  await place.look(9, LONG_LOOK_MS);
  expect([place.leftOff.missed?.to, place.seq]).toEqual([9, 9]);
});

test("S141 a page that nobody looks at sees nothing", async () => {
  const place = new Place(null);
  await place.look(9);
  await place.look(null, 10 * REST_MS);
  expect(place.seq).toBeNull();
});

test("S141 a short look elsewhere is no absence, a long one is", async () => {
  const place = new Place(9);
  await place.look(9);
  await place.look(null, AWAY_MS - 1);
  await place.look(12, REST_MS);
  expect([place.asked, place.leftOff.missed, place.seq]).toEqual([1, null, 12]);
  await place.look(null, AWAY_MS + 1);
  await place.look(20, REST_MS);
  expect([place.asked, place.leftOff.missed?.after]).toEqual([2, 12]);
});

test("S141 what only I did is not told", async () => {
  const place = new Place(4, false);
  await place.look(9, REST_MS);
  expect([place.leftOff.missed, place.seq]).toEqual([null, 9]);
});

test("S141 without a line it is asked again with the next change", async () => {
  const place = new Place(4);
  place.away = true;
  await place.look(9, REST_MS);
  place.away = false;
  await place.look(10, REST_MS);
  expect(place.leftOff.missed).toEqual({ after: 4, to: 10, at: "T" });
});
