import type { Spot, SpotList } from "./spots";

export type Step = "up" | "down" | "left" | "right" | "first" | "last";

/** The key of the slip that an arrow leads to; null when there is none. Empty lists are passed over. */
export function walk(lists: readonly SpotList[], key: string, step: Step): string | null {
  const full = lists.filter(({ spots }) => spots.length > 0);
  const row = full.findIndex(({ spots }) => spots.some((spot) => spot.key === key));
  const list = full[row];
  if (list === undefined) return full[0]?.spots[0]?.key ?? null;
  const at = list.spots.findIndex((spot) => spot.key === key);
  return arrive(full, row, at, step)?.key ?? null;
}

function arrive(full: readonly SpotList[], row: number, at: number, step: Step): Spot | undefined {
  const spots = full[row]?.spots ?? [];
  switch (step) {
    case "up":
      return spots[at - 1] ?? sameSheet(full, row, -1)?.spots.at(-1);
    case "down":
      return spots[at + 1] ?? sameSheet(full, row, 1)?.spots[0];
    case "left":
    case "right":
      return beside(full, row, at, step === "left" ? -1 : 1);
    case "first":
      return spots[0];
    case "last":
      return spots.at(-1);
  }
}

function sameSheet(full: readonly SpotList[], row: number, by: number): SpotList | undefined {
  const next = full[row + by];
  return next?.sheetId === full[row]?.sheetId ? next : undefined;
}

/** The slip as far down in the next sheet; its last one when that sheet is shorter. */
function beside(full: readonly SpotList[], row: number, at: number, by: number): Spot | undefined {
  const sheets = bySheet(full);
  const here = sheets.findIndex(({ lists }) => lists.includes(full[row] as SpotList));
  const next = sheets[here + by];
  if (next === undefined) return undefined;
  const before = (sheets[here]?.lists ?? []).filter((list) => full.indexOf(list) < row);
  const depth = before.reduce((sum, { spots }) => sum + spots.length, at);
  const spots = next.lists.flatMap((list) => list.spots);
  return spots[Math.min(depth, spots.length - 1)];
}

function bySheet(full: readonly SpotList[]): { id: string; lists: SpotList[] }[] {
  const sheets: { id: string; lists: SpotList[] }[] = [];
  for (const list of full) {
    const last = sheets.at(-1);
    if (last?.id === list.sheetId) last.lists.push(list);
    else sheets.push({ id: list.sheetId, lists: [list] });
  }
  return sheets;
}

/** What to stand on when a slip has gone: the same card elsewhere, else the next slip in its list, else the one before. */
export function standIn(
  spots: readonly Spot[],
  lost: { readonly cardId: string; readonly neighbours: readonly string[] },
): string | null {
  const same = spots.find(({ cardId }) => cardId === lost.cardId);
  if (same !== undefined) return same.key;
  const keys = new Set(spots.map(({ key }) => key));
  return lost.neighbours.find((key) => keys.has(key)) ?? null;
}

/** When some slips leave their list: the one after them that stays, else the one before; null when none stays. */
export function nearestLeft(keys: readonly string[], leaving: readonly string[]): string | null {
  const at = keys.findIndex((key) => leaving.includes(key));
  const stays = (key: string): boolean => !leaving.includes(key);
  return keys.slice(at).find(stays) ?? keys.slice(0, Math.max(at, 0)).findLast(stays) ?? null;
}
