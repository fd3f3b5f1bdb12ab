import { api, type ImportChoices } from "../lib/api";
import { newId } from "../lib/ids";
import type { TableReport } from "./import-report";
import { Trying } from "./trying.svelte";

export type ImportStep = "choose" | "check" | "done";

/** A table on its way into a board: chosen, checked, brought in. */
export class Importing extends Trying {
  step: ImportStep = $state("choose");
  csv = $state("");
  fileName = $state("");
  /** A word by which one sees whether the letters of the file were guessed right; "" when nothing was guessed. */
  guessed = $state("");
  keepRepeats = $state(false);
  aimLabels = $state(false);
  report: TableReport | null = $state.raw(null);
  /** Whether there is something to bring in, and nothing that cannot be read. */
  readonly ready: boolean = $derived(
    this.report !== null && this.report.placements > 0 && this.report.problems.length === 0,
  );
  #importId = newId();
  #file: File | null = null;
  #checked: Promise<void> = Promise.resolve();

  constructor(readonly boardId: string) {
    super();
  }

  /** One that is chosen while another is read comes in its place. */
  async read(file: File): Promise<void> {
    this.fileName = file.name;
    this.#file = file;
    const { words, guessed } = lettersOf(await file.arrayBuffer());
    if (this.#file !== file) return;
    this.csv = words;
    this.guessed = guessed;
    await this.check();
  }

  /** Looks at the table and says what would happen; nothing is saved. One look after another: the last one counts. */
  check(): Promise<void> {
    this.#checked = this.#checked.then(() =>
      this.try(async () => {
        this.report = (await api.previewImport(this.boardId, this.#choices())) as unknown as TableReport;
        this.step = "check";
      }),
    );
    return this.#checked;
  }

  bringIn(): Promise<void> {
    return this.try(async () => {
      const answer = await api.importTable(this.boardId, this.#choices(), this.#importId);
      this.report = answer.report as unknown as TableReport;
      this.step = "done";
    });
  }

  startAgain(): void {
    this.step = "choose";
    this.csv = "";
    this.fileName = "";
    this.guessed = "";
    this.report = null;
    this.problem = "";
    this.#importId = newId();
  }

  #choices(): ImportChoices {
    return { csv: this.csv, keep_repeats: this.keepRepeats, aim_labels: this.aimLabels };
  }
}

/** The words of a file. Spreadsheets on Windows often save in its own letters, which are not UTF-8. */
export function lettersOf(bytes: ArrayBuffer): { readonly words: string; readonly guessed: string } {
  try {
    return { words: new TextDecoder("utf-8", { fatal: true }).decode(bytes), guessed: "" };
  } catch {
    const words = new TextDecoder("windows-1252").decode(bytes);
    return { words, guessed: /[\p{L}']*[^\p{ASCII}][\p{L}']*/u.exec(words)?.[0] ?? "" };
  }
}
