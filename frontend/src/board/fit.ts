/** The overview: the whole board on one shared screen. Lengths are CSS pixels. */

export interface Room {
  readonly width: number;
  readonly height: number;
}

/** One sheet: how many letters each card has, and how many headings there are. */
export interface Load {
  readonly letters: readonly number[];
  readonly headings: number;
}

export interface Fit {
  /** Size of letters. */
  readonly size: number;
  /** Columns of each sheet, in the order given. */
  readonly columns: readonly number[];
}

interface Block {
  readonly columns: number;
  readonly height: number;
}

const SIZES: readonly number[] = [17, 16, 15, 14.5, 14, 13.5, 13, 12.5, 12, 11.5, 11];
/** Width of a column in letter sizes; the same number stands in Sheet.svelte and Tray.svelte. */
const COLUMN = 11;
const LETTERS_A_LINE = 15.5;
const LEAST_ROW = 24;
const GAP = 12;

/** The largest letters with which everything fits; the smallest when nothing does. */
export function fitOverview(tray: Load, sheets: readonly Load[], room: Room): Fit {
  const fits = SIZES.map((size) => fitAt(size, tray, sheets, room.height));
  const best = fits.find(({ width }) => width <= room.width) ?? fits.at(-1);
  return best ?? { size: LEAST_ROW / 2, columns: [] };
}

function fitAt(size: number, tray: Load, sheets: readonly Load[], height: number): Fit & { width: number } {
  const blocks = [tray, ...sheets].map((load) => blockOf(load, size, height));
  const [first, ...rest] = blocks;
  const columns = (first?.columns ?? 0) + stackedColumns(rest, height);
  return {
    size,
    columns: blocks.map((block) => block.columns),
    width: columns * (COLUMN * size + GAP),
  };
}

/** As many columns as a sheet needs so that it is no higher than the room. */
function blockOf({ letters, headings }: Load, size: number, height: number): Block {
  const rows = letters.map((count) => rowHeight(count, size));
  const total = rows.reduce((sum, row) => sum + row, headings * size * 2.6);
  const head = size * 6;
  const wanted = Math.ceil((total * 1.04) / Math.max(LEAST_ROW, height - head));
  const columns = Math.min(Math.max(1, wanted), Math.max(1, letters.length));
  return { columns, height: head + total / columns };
}

function rowHeight(letters: number, size: number): number {
  const lines = Math.max(1, Math.ceil(letters / LETTERS_A_LINE));
  return Math.max(LEAST_ROW, lines * size * 1.25 + size * 0.2 + 2) + 2;
}

/** Small sheets stand below each other, as the browser stacks them in a column that wraps. */
function stackedColumns(blocks: readonly Block[], height: number): number {
  let done = 0;
  let [wide, high] = [0, 0];
  for (const { columns, height: own } of blocks) {
    if (high > 0 && high + own + GAP > height) {
      done += wide;
      [wide, high] = [0, 0];
    }
    wide = Math.max(wide, columns);
    high += own + GAP;
  }
  return done + wide;
}
