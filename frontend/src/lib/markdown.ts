/**
 * The little of Markdown that minutes are written in, as blocks; the server reads the same (tests/vectors/markdown.json).
 * Everything else is words, HTML too: nothing that people write is ever markup.
 */
export type BlockKind = "heading" | "points" | "numbers" | "quote" | "rule" | "words";
export type Span = readonly [style: "plain" | "strong" | "em", words: string];

export interface Block {
  readonly kind: BlockKind;
  /** Of a heading 1 to 6, else 0. */
  readonly level: number;
  /** One entry, or one for each point of a list. */
  readonly items: readonly (readonly Span[])[];
}

interface Raw {
  readonly kind: BlockKind;
  readonly level: number;
  readonly items: string[];
}

const STARTS: readonly (readonly [kind: BlockKind, start: RegExp])[] = [
  ["heading", /^(#{1,6})[ \t]+(.*)$/],
  ["rule", /^[ \t]*(?:-[ \t]*){3,}()$/],
  ["points", /^[ \t]*([-*+])[ \t]+(.*)$/],
  ["numbers", /^[ \t]*(\d{1,9}[.)])[ \t]+(.*)$/],
  ["quote", /^(>)[ \t]?(.*)$/],
];
const INLINE = /\\([!-/:-@[-`{-~])|\*\*(?=\S)((?:\\.|[^\\])+?)\*\*|\*(?=\S)((?:\\.|[^\\*])+?)\*/g;
const ESCAPE = /\\([!-/:-@[-`{-~])/g;

export function blocks(text: string): readonly Block[] {
  const found: Raw[] = [];
  let there: Raw | null = null;
  for (const line of text.split("\n")) {
    const next = lineOf(line);
    if (there !== null && goesOn(there.kind, next.kind, line)) add(there, next);
    else {
      there = line.trim() === "" ? null : next;
      if (there !== null) found.push(there);
    }
  }
  return found.map(({ kind, level, items }) => ({ kind, level, items: items.map(spans) }));
}

function lineOf(line: string): Raw {
  for (const [kind, start] of STARTS) {
    const parts = start.exec(line);
    if (parts === null) continue;
    const level = kind === "heading" ? (parts[1] ?? "").length : 0;
    return { kind, level, items: [(parts[2] ?? "").trim()] };
  }
  return { kind: "words", level: 0, items: [line.trim()] };
}

/** Whether a line belongs to the block before it. A line set in goes on with a point of a list. */
function goesOn(before: BlockKind, kind: BlockKind, line: string): boolean {
  if (line.trim() === "" || before === "heading" || before === "rule") return false;
  return kind === "words" && isList(before) ? /^[ \t]/.test(line) : kind === before;
}

function isList(kind: BlockKind): boolean {
  return kind === "points" || kind === "numbers";
}

function add({ kind, items }: Raw, next: Raw): void {
  const words = next.items[0] ?? "";
  if (isList(kind) && next.kind === kind) items.push(words);
  else items.push(`${items.pop() ?? ""}\n${words}`);
}

function spans(text: string): readonly Span[] {
  const found: Span[] = [];
  let at = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, sign, strong, stressed] = match;
    found.push(["plain", text.slice(at, match.index) + (sign ?? "")]);
    if (sign === undefined)
      found.push(strong === undefined ? ["em", bare(stressed)] : ["strong", bare(strong)]);
    at = match.index + whole.length;
  }
  return joined([...found, ["plain", text.slice(at)]]);
}

function bare(text = ""): string {
  return text.replaceAll(ESCAPE, "$1");
}

/** Neighbours of plain words are one; empty ones are none. */
function joined(all: readonly Span[]): readonly Span[] {
  const kept: Span[] = [];
  for (const [style, words] of all) {
    const last = kept.at(-1);
    if (last?.[0] === "plain" && style === "plain") kept[kept.length - 1] = ["plain", last[1] + words];
    else if (words !== "") kept.push([style, words]);
  }
  return kept;
}
