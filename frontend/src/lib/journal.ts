/** The journal of a board: what was signed, and who took which copy. Pure. */
export interface JournalEntry {
  readonly number: number;
  /** ISO 8601. */
  readonly at: string;
  readonly reason: string;
  /** How many changes were signed. */
  readonly size: number;
  readonly who: string | null;
  /** The name of a file that was taken. */
  readonly what: string | null;
  /** SHA-256 in hex. */
  readonly content_hash: string | null;
  readonly words: string | null;
}

const REASONS: Readonly<Record<string, string>> = {
  "meeting.end": "A meeting ended",
  hour: "Within the hour",
  export: "A copy was taken",
  "export.damaged": "A copy of a damaged log was taken",
  "withdrawal.before": "Before words were taken back",
  "withdrawal.after": "After words were taken back",
  fork: "A device had seen another history",
};

/** Why something was signed, in plain words. */
export function reasonWords(reason: string): string {
  return REASONS[reason] ?? reason;
}

/** The hex of a `Content-Digest` header; null when there is none. */
export function hexOfDigest(header: string | null): string | null {
  const base64 = /^sha-256=:([A-Za-z0-9+/]+=*):$/.exec(header ?? "")?.[1];
  if (base64 === undefined) return null;
  return [...atob(base64)].map((one) => one.charCodeAt(0).toString(16).padStart(2, "0")).join("");
}
