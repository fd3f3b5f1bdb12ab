import type { Outline, Section, Sheet, Slip } from "../lib/outline";

export const TRAY = "tray";

/** Where one slip lies on the screen. A card in the tray has no placement. */
export interface Spot {
  readonly key: string;
  readonly cardId: string;
  readonly placementId: string | null;
  /** The theme the slip lies in, or the tray. */
  readonly listId: string;
  /** The sheet that holds the list: the theme itself or its parent, or the tray. */
  readonly sheetId: string;
}

export interface SpotList {
  readonly id: string;
  readonly sheetId: string;
  readonly spots: readonly Spot[];
}

export function slipKey(placementId: string): string {
  return `p-${placementId}`;
}

export function trayKey(cardId: string): string {
  return `c-${cardId}`;
}

/** All lists of slips in the order of reading: the tray, then sheet by sheet, the parked ones last. */
export function spotLists(outline: Outline): SpotList[] {
  return [trayList(outline), ...outline.sheets.flatMap(sheetLists), ...outline.parked.flatMap(sheetLists)];
}

function trayList({ tray }: Outline): SpotList {
  const place = { placementId: null, listId: TRAY, sheetId: TRAY };
  return {
    id: TRAY,
    sheetId: TRAY,
    spots: tray.map(({ id }) => ({ key: trayKey(id), cardId: id, ...place })),
  };
}

function sheetLists(sheet: Sheet): SpotList[] {
  return [slipList(sheet, sheet.id), ...sheet.sections.map((section) => slipList(section, sheet.id))];
}

const known = new WeakMap<Section, SpotList>();

/** A section that did not change keeps its list, so that a large board costs only what moved. */
function slipList(section: Section, sheetId: string): SpotList {
  const old = known.get(section);
  if (old?.sheetId === sheetId) return old;
  const { id, slips } = section;
  const list = { id, sheetId, spots: slips.map((slip) => spotOf(slip, id, sheetId)) };
  known.set(section, list);
  return list;
}

function spotOf({ placementId, cardId }: Slip, listId: string, sheetId: string): Spot {
  return { key: slipKey(placementId), cardId, placementId, listId, sheetId };
}

export function spotsByKey(lists: readonly SpotList[]): ReadonlyMap<string, Spot> {
  const byKey = new Map<string, Spot>();
  for (const { spots } of lists) for (const spot of spots) byKey.set(spot.key, spot);
  return byKey;
}

/** Without what is folded away; while searching nothing is folded, and only what is found counts. */
export function reachable(
  lists: readonly SpotList[],
  folded: ReadonlySet<string>,
  found: ReadonlySet<string> | null,
): readonly SpotList[] {
  if (found !== null)
    return lists.map((list) => ({ ...list, spots: list.spots.filter((one) => found.has(one.cardId)) }));
  return folded.size === 0 ? lists : lists.filter(({ id }) => !folded.has(id));
}
