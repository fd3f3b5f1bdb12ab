import { TRAY } from "./spots";

/** The row of sheets on a phone: which one is in view, and going to another. */
export class Stage {
  current = $state(TRAY);
  #frame = 0;

  constructor(private readonly root: () => HTMLElement | undefined) {}

  sheet(sheetId: string): HTMLElement | null {
    return this.root()?.querySelector<HTMLElement>(`[data-sheet="${CSS.escape(sheetId)}"]`) ?? null;
  }

  go(sheetId: string): void {
    this.sheet(sheetId)?.scrollIntoView({ block: "nearest", inline: "center" });
  }

  /** Brings a sheet, or a section of one, into view and focuses its heading. */
  visit(themeId: string): boolean {
    const section = this.root()?.querySelector<HTMLElement>(`[data-section="${CSS.escape(themeId)}"]`);
    const sheet = section?.closest<HTMLElement>("[data-sheet]") ?? this.sheet(themeId);
    if (sheet === null) return false;
    sheet.scrollIntoView({ block: "nearest", inline: "center" });
    const title = (section ?? sheet).querySelector<HTMLElement>(":is(h2, h3) button");
    title?.focus({ preventScroll: section === undefined || section === null });
    return true;
  }

  /** To be called when the row has scrolled; looks once a frame. */
  scrolled(row: HTMLElement): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      this.#look(row);
    });
  }

  #look(row: HTMLElement): void {
    const view = row.getBoundingClientRect();
    const middle = (view.left + view.right) / 2;
    for (const sheet of row.querySelectorAll<HTMLElement>("[data-sheet]")) {
      const { left, right } = sheet.getBoundingClientRect();
      if (left <= middle && middle <= right) this.current = sheet.dataset["sheet"] ?? this.current;
    }
  }
}
