import type { Box, Point, SlipBox } from "./drag";

/** The list of slips that a point on the screen means; null beside every sheet. */
export function listAt(root: HTMLElement, at: Point): HTMLElement | null {
  const under = root.ownerDocument.elementFromPoint(at.x, at.y);
  if (under === null || !root.contains(under)) return null;
  const exact = under.closest<HTMLElement>("[data-list]");
  if (exact !== null) return exact;
  const sheet = under.closest<HTMLElement>("[data-sheet]");
  return sheet === null ? null : nearestList(sheet, at);
}

function nearestList(sheet: HTMLElement, at: Point): HTMLElement | null {
  const lists = [...sheet.querySelectorAll<HTMLElement>("[data-list]")].filter(
    (list) => list.offsetParent !== null,
  );
  const far = lists.map((list) => ({ list, by: distance(list.getBoundingClientRect(), at.y) }));
  return far.sort((a, b) => a.by - b.by)[0]?.list ?? null;
}

function distance({ top, bottom }: Box, y: number): number {
  return Math.max(top - y, y - bottom, 0);
}

/** The slips of a list that can be seen, with where they are. */
export function slipBoxes(list: HTMLElement): SlipBox[] {
  const slips = [...list.querySelectorAll<HTMLElement>(":scope > [data-slip]:not([hidden])")];
  return slips.map((slip) => {
    const { left, right, top, bottom } = slip.getBoundingClientRect();
    return { key: slip.dataset["slip"] ?? "", left, right, top, bottom };
  });
}
