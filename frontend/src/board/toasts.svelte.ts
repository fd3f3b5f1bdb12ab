/** The last outcome as a sentence. It stays until it is closed or the next one comes. */
export interface Toast {
  readonly text: string;
  readonly tone: "done" | "problem";
  readonly undo: (() => Promise<void>) | null;
  /** False once it is not so any more. */
  readonly holds: () => boolean;
  /** Goes to what it is about, when that is not in view. */
  readonly look: (() => void) | null;
}

export class Toasts {
  current = $state.raw<Toast | null>(null);

  done(text: string, undo: Toast["undo"] = null): Toast {
    return this.#show({ text, tone: "done", undo, look: null, holds: () => true });
  }

  problem(text: string, holds: Toast["holds"] = () => true): Toast {
    return this.#show({ text, tone: "problem", undo: null, look: null, holds });
  }

  offerLook(look: () => void): void {
    if (this.current?.tone === "done") this.current = { ...this.current, look };
  }

  close(): void {
    this.current = null;
  }

  #show(toast: Toast): Toast {
    this.current = toast;
    return toast;
  }
}
