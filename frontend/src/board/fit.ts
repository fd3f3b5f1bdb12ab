/** The overview: the whole board on one shared screen. */

export interface Room {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** One sheet: how long its texts are, and how many headings it has. */
export interface Load {
  readonly lengths: readonly number[];
  readonly headings: number;
}

export interface Fit {
  /** Size of letters in CSS pixels. */
  readonly size: number;
  /** Columns of each sheet, in the order given. */
  readonly columns: readonly number[];
}

const SIZES: readonly number[] = [17, 16, 15, 14, 13, 12, 11];
const COLUMN_EMS = 11;
const LETTER_EMS = 0.52;
const GAP = 12;

/** The largest letters with which all sheets stand side by side; the smallest when none fits. */
export function fitOverview(loads: readonly Load[], room: Room): Fit {
  const fits = SIZES.map((size) => ({
    size,
    columns: loads.map((load) => columnsOf(load, size, room.height)),
  }));
  const good = fits.find(({ size, columns }) => widthOf(columns, size) <= room.width);
  return good ?? fits.at(-1) ?? { size: 11, columns: [] };
}

function widthOf(columns: readonly number[], size: number): number {
  return columns.reduce((sum, count) => sum + count * COLUMN_EMS * size + GAP, 0);
}

function columnsOf({ lengths, headings }: Load, size: number, height: number): number {
  const perLine = (COLUMN_EMS - 1.5) / LETTER_EMS;
  const rows = lengths.map((length) => Math.max(24, Math.ceil(length / perLine) * size * 1.25 + 6));
  const total = rows.reduce((sum, row) => sum + row, headings * size * 2.4);
  return Math.max(1, Math.ceil(total / Math.max(120, height - size * 5)));
}
