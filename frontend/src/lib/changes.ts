/** Making changes, and the text as the server keeps it. */
import type { Kind, RecordOf } from "./model";
import type { Change, Fields } from "./protocol";

export function created<K extends Kind>(kind: K, id: string, record: RecordOf<K>): Change {
  return { kind, id, before: null, after: { ...record } };
}

export function removed<K extends Kind>(kind: K, id: string, record: RecordOf<K>): Change {
  return { kind, id, before: { ...record }, after: null };
}

/** Fields of a record change; nothing when they are like that already. A field that is undefined stays. */
export function updated<K extends Kind>(
  kind: K,
  id: string,
  record: RecordOf<K>,
  fields: { readonly [F in keyof RecordOf<K>]?: RecordOf<K>[F] | undefined },
): Change[] {
  const old = record as unknown as Fields;
  const news = Object.entries(fields).filter(([name, value]) => value !== undefined && value !== old[name]);
  if (news.length === 0) return [];
  const before = Object.fromEntries(news.map(([name]) => [name, old[name]]));
  return [{ kind, id, before, after: Object.fromEntries(news) }];
}

/** Free text as it is kept: composed and trimmed. */
export function clean(text: string): string {
  return text.replaceAll("\r\n", "\n").normalize("NFC").trim();
}

/** Like `clean`, for a text that may be left out: an empty one is null. */
export function optional(text: string | null): string | null {
  return text === null ? null : clean(text) || null;
}
