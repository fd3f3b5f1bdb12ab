import type { Role } from "../lib/model";
import { LEAVING, withdrawals } from "../lib/withdrawal";

/** What there is to tell me when my role in the study is another one. */
export class OwnRole {
  news = $state("");
  /** I asked to leave, and can change my mind until then; null when I did not. */
  until: string | null = $state(null);
  #wished: Role | null = null;

  /** I do this myself, so it is no news. */
  wish(role: Role): void {
    this.#wished = role;
    this.news = "";
  }

  /** Who only reads may have asked to leave. */
  async look(studyId: string, role: Role): Promise<void> {
    const waiting =
      role === "observer"
        ? await withdrawals.look(studyId).then(
            ({ waiting }) => waiting,
            () => null,
          )
        : null;
    this.until = waiting !== null && LEAVING.has(waiting.way) ? waiting.until : null;
  }

  /** The line says what I am now; `known` is what the pages took me for. */
  hear(known: Role, role: Role): void {
    if (role !== known && role !== this.#wished) this.news = said(known, role);
    this.#wished = null;
  }
}

function said(was: Role, role: Role): string {
  if (role === "facilitator") return "You lead this study too now. You can invite people and start meetings.";
  return was === "facilitator" ? "You no longer lead this study. You can go on sorting." : "";
}
