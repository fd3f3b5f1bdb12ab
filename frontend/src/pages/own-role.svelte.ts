import type { Role } from "../lib/model";

/** What there is to tell me when my role in the study is another one. */
export class OwnRole {
  news = $state("");
  #wished: Role | null = null;

  /** I do this myself, so it is no news. */
  wish(role: Role): void {
    this.#wished = role;
    this.news = "";
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
