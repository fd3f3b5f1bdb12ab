import { encode } from "uqr";

export interface QrDrawing {
  /** Modules on one side, quiet border included. */
  readonly size: number;
  /** SVG path data; one unit is one module. */
  readonly path: string;
}

/** Draws a text as a QR code: one path, a run of dark modules a stroke. */
export function drawQr(text: string): QrDrawing {
  const { size, data } = encode(text, { ecc: "M", border: 3 });
  return { size, path: data.map(rowPath).join("") };
}

function rowPath(row: readonly boolean[], y: number): string {
  const runs = row.map((dark, x) => (dark && row[x - 1] !== true ? run(row, x, y) : ""));
  return runs.join("");
}

function run(row: readonly boolean[], x: number, y: number): string {
  const end = row.indexOf(false, x);
  const length = (end === -1 ? row.length : end) - x;
  return `M${String(x)} ${String(y)}h${String(length)}v1h-${String(length)}z`;
}
