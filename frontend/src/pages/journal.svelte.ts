import { api, type ExportName } from "../lib/api";
import { askCheckpoint, askJournal } from "../lib/api-proof";
import type { JournalEntry } from "../lib/journal";
import { signatureHolds } from "../lib/signature";
import { saveFile } from "./save-file";

/** What was signed of a board and taken from it, as the server tells; and taking a copy that is told of at once. */
export class Journal {
  entries: readonly JournalEntry[] | null = $state.raw(null);
  /** A plain sentence about what was done last. */
  said = $state("");
  busy = $state(false);
  /** What this device found about the newest signature, in a sentence; empty until it has looked. */
  checked = $state("");

  constructor(private readonly boardId: string) {}

  async load(): Promise<void> {
    try {
      this.entries = (await askJournal(this.boardId)).toReversed();
    } catch {
      this.said = "The list could not be loaded.";
    }
  }

  /** Asks for the newest checkpoint and checks who signed it, where the browser can. */
  async check(): Promise<void> {
    try {
      const { note, key, words } = await askCheckpoint(this.boardId, 0);
      const holds = await signatureHolds(note, key);
      if (holds === null) this.checked = "This browser cannot check signatures. The small program can.";
      else if (holds)
        this.checked = `This device checked the newest signature. It holds. Its six words: ${words}.`;
      else this.checked = "The newest signature does not hold. Please tell whoever runs the server.";
    } catch {
      this.checked = "The newest signature could not be looked at.";
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
