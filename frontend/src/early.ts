/**
 * Runs while the pages are still on their way: who opens a board need not wait for them to ask who they are.
 * A page of its own in no other file, so that it is there first. `lib/early` takes what is asked here.
 */
import type { Early } from "./lib/early";

if (location.pathname.startsWith("/b/")) {
  const path = "/api/me";
  const asked = fetch(path, { credentials: "same-origin", cache: "no-store" });
  asked.catch(() => undefined); // whoever takes it hears of it
  (globalThis as Early).themeroomEarly = new Map([[path, asked]]);
}
