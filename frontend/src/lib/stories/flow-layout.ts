/** Where the picture of the flow draws what; lengths are CSS pixels. Pure. */
import type { Step, Stream } from "./flow";

export interface Ribbon {
  readonly stream: Stream;
  /** How many streams are drawn as one, when they are too many. */
  readonly folded: number;
  /** Middle of the line on which its name stands. */
  readonly y: number;
  /** A path from the name to the trunk, or back. */
  readonly path: string;
  readonly thick: number;
}

export interface Row {
  readonly step: Step;
  readonly top: number;
  readonly bottom: number;
  readonly from: readonly Ribbon[];
  readonly to: readonly Ribbon[];
  /** Outline of the trunk in this row. */
  readonly trunk: string;
}

export interface FlowLayout {
  readonly width: number;
  readonly height: number;
  readonly middle: number;
  /** Room for a name on either side. */
  readonly side: number;
  readonly rows: readonly Row[];
}

const LINE = 28;
const HEAD = 30;
const FOOT = 22;
const MOST = 6;
const THIN = 3;
const TRUNK = 64;
const THICKEST = 10;

export function layFlow(steps: readonly Step[], width: number): FlowLayout {
  const most = Math.max(1, ...steps.map(({ holds }) => holds));
  const unit = Math.min(THICKEST, TRUNK / most);
  const side = Math.max(90, Math.min(210, (width - TRUNK) / 2 - 22));
  const middle = width / 2;
  let [top, held] = [0, 0];
  const rows = steps.map((step) => {
    const row = layRow(step, { top, held, unit, side, middle, width });
    [top, held] = [row.bottom, step.holds];
    return row;
  });
  return { width, height: top, middle, side, rows };
}

interface Place {
  readonly top: number;
  /** Cards at the beginning of the row. */
  readonly held: number;
  readonly unit: number;
  readonly side: number;
  readonly middle: number;
  readonly width: number;
}

function layRow(step: Step, place: Place): Row {
  const { top, held, unit, middle } = place;
  const lines = Math.max(1, Math.min(MOST, Math.max(step.from.length, step.to.length)));
  const bottom = top + HEAD + lines * LINE + FOOT;
  const half = (cards: number): number => Math.max(cards === 0 ? 0 : THIN, cards * unit) / 2;
  const [before, after] = [half(held), half(step.holds)];
  const begin = top + HEAD;
  const trunk = [
    [middle - before, top],
    [middle + before, top],
    [middle + before, begin],
    [middle + after, bottom - FOOT],
    [middle + after, bottom],
    [middle - after, bottom],
    [middle - after, bottom - FOOT],
    [middle - before, begin],
  ];
  return {
    step,
    top,
    bottom,
    from: ribbons(step.from, place, "from"),
    to: ribbons(step.to, place, "to"),
    trunk: `M${trunk.map(([x, y]) => `${rounded(x ?? 0)} ${rounded(y ?? 0)}`).join("L")}Z`,
  };
}

function ribbons(streams: readonly Stream[], place: Place, side: "from" | "to"): readonly Ribbon[] {
  return fitted(streams).map(({ stream, folded }, line) => {
    const y = place.top + HEAD + line * LINE + LINE / 2;
    const [near, end] = [side === "from" ? place.side : place.width - place.side, y + LINE / 3];
    const bend = (near + place.middle) / 2;
    const path = `M${rounded(near)} ${rounded(y)}C${rounded(bend)} ${rounded(y)} ${rounded(bend)} ${rounded(end)} ${rounded(place.middle)} ${rounded(end)}`;
    const thick = Math.max(THIN, Math.min(LINE - 8, stream.cards.length * place.unit));
    return { stream, folded, y, path, thick };
  });
}

/** The biggest streams; those that do not fit are one at the end. */
function fitted(streams: readonly Stream[]): readonly { readonly stream: Stream; readonly folded: number }[] {
  const single = streams.map((stream) => ({ stream, folded: 1 }));
  if (streams.length <= MOST) return single;
  const rest = streams.slice(MOST - 1);
  const cards = [...new Set(rest.flatMap((one) => one.cards))];
  const stream: Stream = { theme: null, kind: "theme", still: rest.every(({ still }) => still), cards };
  return [...single.slice(0, MOST - 1), { stream, folded: rest.length }];
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
