/** A board as headings and lists. Parts that did not change keep their identity, so that the screen skips them. */
import { groupBy, keepAll, keepEqual } from "./keep";
import { isLive } from "./look";
import type { CardRecord, Placement, State, Theme, ThemeRecord } from "./model";
import { compareRanked } from "./rank";
import { placesByCard, slipsByTheme, type Slip, type SlipsByTheme } from "./slips";

export type { Slip } from "./slips";

export interface Section {
  readonly id: string;
  readonly theme: Theme;
  readonly slips: readonly Slip[];
}

/** A sheet; `count` is how many different cards stand on it, those of its sections included. */
export interface Sheet extends Section {
  readonly sections: readonly Section[];
  readonly count: number;
}

export interface Outline {
  readonly tray: readonly CardRecord[];
  readonly sheets: readonly Sheet[];
  readonly parked: readonly Sheet[];
}

export const EMPTY_OUTLINE: Outline = { tray: [], sheets: [], parked: [] };

export function outline(state: State, previous: Outline = EMPTY_OUTLINE): Outline {
  const sheets = groupBy(sheetsOf(state, remember(previous)), ({ theme }) => theme.theme_kind);
  return keepEqual(previous, {
    tray: keepAll(previous.tray, trayOf(state, previous.tray)),
    sheets: keepAll(previous.sheets, sheets.get("theme") ?? []),
    parked: keepAll(previous.parked, sheets.get("parked") ?? []),
  });
}

interface Remembered {
  readonly slips: ReadonlyMap<string, Slip>;
  readonly parts: ReadonlyMap<string, Section>;
}

function remember({ sheets, parked }: Outline): Remembered {
  const parts = [...sheets, ...parked].flatMap((sheet) => [sheet, ...sheet.sections]);
  return {
    slips: new Map(parts.flatMap(({ slips }) => slips.map((slip) => [slip.placementId, slip] as const))),
    parts: new Map(parts.map((part) => [part.id, part])),
  };
}

function sheetsOf(state: State, old: Remembered): readonly Sheet[] {
  const slips = slipsByTheme(state, old.slips);
  const children = groupBy(liveThemes(state), ({ theme }) => theme.parent_id);
  return (children.get(null) ?? []).map((record) => {
    const sections = (children.get(record.id) ?? []).map((child) => sectionOf(child, slips, old));
    return sheetOf(sectionOf(record, slips, old), sections, old);
  });
}

function liveThemes(state: State): readonly ThemeRecord[] {
  return sortedThemes(state).filter(({ theme }) => !theme.retired);
}

function sortedThemes(state: State): readonly ThemeRecord[] {
  return [...state.theme]
    .map(([id, theme]) => ({ id, rank: theme.rank, theme }))
    .sort(compareRanked)
    .map(({ id, theme }) => ({ id, theme }));
}

function sectionOf({ id, theme }: ThemeRecord, slips: SlipsByTheme, old: Remembered): Section {
  const before = old.parts.get(id);
  const fresh: Section = { id, theme, slips: keepAll(before?.slips, slips.get(id) ?? []) };
  return before !== undefined && !("sections" in before) ? keepEqual(before, fresh) : fresh;
}

function sheetOf(own: Section, sections: readonly Section[], old: Remembered): Sheet {
  const before = old.parts.get(own.id) as Sheet | undefined;
  const cards = [own, ...sections].flatMap(({ slips }) => slips.map((slip) => slip.cardId));
  const kept = keepAll(before?.sections, sections);
  return keepEqual(before, { ...own, sections: kept, count: new Set(cards).size });
}

function trayOf(state: State, previous: readonly CardRecord[]): readonly CardRecord[] {
  const placed = placesByCard(state);
  return cardRecords(state, (id) => !placed.has(id) && state.card.get(id)?.retired === false, previous);
}

function cardRecords(
  state: State,
  wanted: (id: string) => boolean,
  previous: readonly CardRecord[] = [],
): readonly CardRecord[] {
  const old = new Map(previous.map((record) => [record.id, record]));
  return [...state.card]
    .filter(([id]) => wanted(id))
    .map(([id, card]) => ({ id, rank: card.rank, card }))
    .sort(compareRanked)
    .map(({ id, card }) => keepEqual(old.get(id), { id, card }));
}

/** One theme in which a card stands. */
export interface Place {
  readonly placementId: string;
  readonly placement: Placement;
  readonly themeId: string;
  readonly theme: Theme;
  readonly parentId: string | null;
  readonly parent: Theme | null;
}

/** Where a card stands, in the order of the sheets. */
export function placesOf(state: State, cardId: string): readonly Place[] {
  const order = new Map(sheetOrder(state).map((id, at) => [id, at]));
  return [...state.placement]
    .filter(([, placement]) => placement.card_id === cardId)
    .map(([placementId, placement]) => placeOf(state, placementId, placement))
    .filter((place) => place !== null)
    .sort((a, b) => (order.get(a.themeId) ?? 0) - (order.get(b.themeId) ?? 0));
}

function placeOf(state: State, placementId: string, placement: Placement): Place | null {
  const themeId = placement.theme_id;
  const theme = state.theme.get(themeId);
  if (theme === undefined) return null;
  const parentId = theme.parent_id;
  const parent = parentId === null ? null : (state.theme.get(parentId) ?? null);
  return { placementId, placement, themeId, theme, parentId, parent };
}

function sheetOrder(state: State): readonly string[] {
  const children = groupBy(sortedThemes(state), ({ theme }) => theme.parent_id);
  const below = (id: string): readonly string[] => (children.get(id) ?? []).map((child) => child.id);
  return (children.get(null) ?? []).flatMap(({ id }) => [id, ...below(id)]);
}

/** Retired cards and themes, which can be put back. A sub-theme away with its parent is not listed. */
export interface PutAway {
  readonly cards: readonly CardRecord[];
  readonly themes: readonly ThemeRecord[];
}

export function putAway(state: State): PutAway {
  return {
    cards: cardRecords(state, (id) => state.card.get(id)?.retired === true),
    themes: sortedThemes(state).filter(
      ({ theme }) => theme.retired && (theme.parent_id === null || isLive(state, theme.parent_id)),
    ),
  };
}
