/** What was asked before these pages were read, by address. Each answer is taken once. */
export interface Early {
  themeroomEarly?: Map<string, Promise<Response>>;
}

/** The answer that was asked for early; null when there is none, or when something is to be changed. */
export function takeEarly(path: string, { method }: RequestInit): Promise<Response> | null {
  const early = (globalThis as Early).themeroomEarly;
  const asked = method === "GET" ? early?.get(path) : undefined;
  early?.delete(path);
  return asked ?? null;
}
