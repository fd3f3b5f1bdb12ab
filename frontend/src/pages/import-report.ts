/** What the server found in a table of themes, before or after bringing it in. */
export interface TableReport {
  readonly rows: number;
  readonly cards: number;
  readonly placements: number;
  readonly themes: number;
  readonly groups: number;
  readonly repeats: readonly {
    readonly group: string;
    readonly card: string;
    readonly rows: readonly number[];
  }[];
  readonly folded: readonly { readonly text: string; readonly rows: readonly number[] }[];
  readonly variants: readonly { readonly a: string; readonly b: string }[];
  readonly marks: readonly { readonly mark: string; readonly card: string; readonly group: string }[];
  readonly marks_without_legend: readonly string[];
  readonly aims: number;
  /** Names of columns that nobody reads. */
  readonly left_out: readonly string[];
  readonly problems: readonly { readonly row: number; readonly message: string }[];
}
