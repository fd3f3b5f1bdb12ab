import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chapterOf, columnOf, fitLabels, layStrip, seqAt, type Chapter } from "../../src/pages/timeline";

const MEETING: Chapter = { title: "Meeting 1", meeting: true, first: 1, last: 60 };
const HOME: Chapter = { title: "From home", meeting: false, first: 61, last: 64 };
const evenly = (seq: number): number => seq * 1_000;

describe("layStrip", () => {
  it("fills all columns, wider where more happened", () => {
    const { bars, labels } = layStrip([MEETING, HOME], evenly, 100);
    expect(bars).toHaveLength(100);
    expect(labels.map(({ column }) => column)).toEqual([0, labels[0]?.columns]);
    expect(labels[0]?.columns).toBeGreaterThan(labels[1]?.columns ?? 0);
  });

  it("gives a quiet time an empty bar that stands at the last seq before it", () => {
    const timeOf = (seq: number): number => (seq < 31 ? 0 : 100_000);
    const { bars } = layStrip([MEETING], timeOf, 10);
    expect(bars.map(({ count }) => count)).toEqual([30, 0, 0, 0, 0, 0, 0, 0, 0, 30]);
    expect(bars[4]?.seq).toBe(30);
  });

  it("survives a clock that was set back", () => {
    const { bars } = layStrip([MEETING], (seq) => -seq * 1_000, 10);
    expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(60);
  });

  it("has nothing to show before the first event", () => {
    expect(layStrip([], evenly, 100)).toEqual({ bars: [], labels: [] });
  });
});

describe("any strip", () => {
  const someChapters = fc
    .array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 12 })
    .map((sizes) =>
      sizes.reduce<Chapter[]>((chapters, size, at) => {
        const first = (chapters.at(-1)?.last ?? 0) + 1;
        return [...chapters, { title: `Meeting ${at}`, meeting: true, first, last: first + size - 1 }];
      }, []),
    );

  it("counts every seq once, in order", () => {
    fc.assert(
      fc.property(someChapters, fc.integer({ min: 12, max: 300 }), (chapters, columns) => {
        const { bars } = layStrip(chapters, evenly, columns);
        const head = chapters.at(-1)?.last ?? 0;
        expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(head);
        expect(bars.at(-1)?.seq).toBe(head);
        expect(bars).toHaveLength(columns);
      }),
    );
  });

  it("leads from a place to a seq inside the bar that stands there", () => {
    fc.assert(
      fc.property(someChapters, fc.double({ min: 0, max: 1, noNaN: true }), (chapters, share) => {
        const strip = layStrip(chapters, evenly, 120);
        const seq = seqAt(strip, share);
        const column = Math.min(strip.bars.length - 1, Math.floor(share * strip.bars.length));
        const bar = strip.bars[column];
        if (bar !== undefined && bar.count > 0) expect(columnOf(strip, seq)).toBe(column);
        expect(seq).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});

describe("fitLabels", () => {
  const chapters = Array.from({ length: 30 }, (_, at): Chapter => {
    const meeting = at % 2 === 1;
    return {
      title: meeting ? `Meeting ${at}` : "From home",
      meeting,
      first: at * 10 + 1,
      last: at * 10 + 10,
    };
  });
  const strip = layStrip(chapters, evenly, 120);

  it("shows all labels where there is room", () => {
    expect(fitLabels(strip, 4_800).map(({ title }) => title)).toEqual(chapters.map(({ title }) => title));
  });

  it("leaves out times from home first, and shows no two on top of each other", () => {
    const fit = fitLabels(strip, 1_200);
    expect(fit.length).toBeGreaterThan(3);
    expect(fit.every(({ title }) => title.startsWith("Meeting"))).toBe(true);
    const ends = fit.map(({ left, title }) => left + title.length * 7);
    for (const [at, { left }] of fit.entries()) expect(left).toBeGreaterThanOrEqual(ends[at - 1] ?? 0);
    expect(ends.at(-1)).toBeLessThanOrEqual(1_200);
  });
});

describe("chapterOf", () => {
  it("finds the chapter by seq", () => {
    expect(chapterOf([MEETING, HOME], 61)).toBe(HOME);
    expect(chapterOf([MEETING, HOME], 65)).toBeNull();
  });
});
