import { api, type ExportName } from "../lib/api";
import { askJournal } from "../lib/api-proof";
import type { JournalEntry } from "../lib/journal";
import { saveFile } from "./save-file";

/** What was signed of a board and taken from it, as the server tells; and taking a copy that is told of at once. */
export class Journal {
  entries: readonly JournalEntry[] | null = $state.raw(null);
  /** A plain sentence about what was done last. */
  said = $state("");
  busy = $state(false);

  constructor(private readonly boardId: string) {}

  async load(): Promise<void> {
    try {
      this.entries = (await askJournal(this.boardId)).toReversed();
    } catch {
      this.said = "The list could not be loaded.";
    }
  }

  async take(name: ExportName): Promise<void> {
    this.busy = true;
    this.said = "Making the file. This may take a moment.";
    try {
      const { content, digest } = await api.file(api.exportPath(this.boardId, name));
      saveFile(content, name);
      this.said = `${name} is saved. Its SHA-256 is ${digest ?? "not known"}.`;
      await this.load();
    } catch {
      this.said = "That did not work. Please try again in a moment.";
    }
    this.busy = false;
  }
}
