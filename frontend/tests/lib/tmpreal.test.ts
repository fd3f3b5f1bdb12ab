// @vitest-environment ./tests/lib/support/browser-build.ts
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { BoardStore } from "../../src/lib/board-store.svelte";
import { evolve } from "../../src/lib/evolve";
import { emptyState, fromJson, toJson } from "../../src/lib/model";
import { browserClock, type LineHooks } from "../../src/lib/surroundings";
import fc from "./support/chance";
import { commandOn, wanted } from "./support/commands";

const BIN = "/work/main/.venv/bin/themeroom";
const DATA = readFileSync("/tmp/f1data", "utf8").trim();
const PORT = "8461";
const ORIGIN = `http://127.0.0.1:${PORT}`;
let server: ChildProcess;
function start(): void {
  server = spawn(BIN, ["serve", "--data", DATA, "--port", PORT], { stdio: "ignore" });
}
const rest = (ms: number) => new Promise((r) => setTimeout(r, ms));

async function up(): Promise<void> {
  for (let i = 0; i < 100; i += 1) {
    try { if ((await fetch(`${ORIGIN}/healthz`)).ok) return; } catch { /* wait */ }
    await rest(100);
  }
  throw new Error("no server");
}

async function join(invite: string): Promise<{ cookie: string; csrf: string }> {
  const r = await fetch(`${ORIGIN}/api/join`, { method: "POST", headers: { Origin: ORIGIN, "Content-Type": "application/json" }, body: JSON.stringify({ invite }) });
  expect(r.status, await r.clone().text()).toBe(200);
  const cookie = (r.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
  const me = (await (await fetch(`${ORIGIN}/api/me`, { headers: { cookie } })).json()) as { csrf: string };
  return { cookie, csrf: me.csrf };
}

test("real", async () => {
  const made = JSON.parse(execFileSync(BIN, ["study", "create", "Test", "--json", "--data", DATA, "--port", PORT]).toString()) as Record<string, string>;
  start();
  await up();
  const secret = (made["invite_link"] ?? "").split("#")[1] ?? "";
  const stores: BoardStore[] = [];
  let id = 0;
  let cookie0 = "";
  for (let k = 0; k < 3; k += 1) {
    const { cookie, csrf } = await join(secret);
    cookie0 = cookie;
    const store = new BoardStore(made["board_id"] ?? "", {
      line: (board: string, hooks: LineHooks) => {
        const ws = new (WebSocket as unknown as new (u: string, o: object) => WebSocket)(`ws://127.0.0.1:${PORT}/api/boards/${board}/live`, { headers: { cookie, origin: ORIGIN } });
        let on = true;
        ws.onopen = () => { if (on) hooks.opened(); };
        ws.onmessage = (m) => { if (on) hooks.heard(String(m.data)); };
        ws.onclose = (c) => { if (on) hooks.ended(c.code); };
        return { send: (t) => { ws.send(t); }, leave: () => { on = false; ws.close(1000); } };
      },
      csrf: () => Promise.resolve(csrf),
      clock: browserClock,
      random: () => 0.3,
      newId: () => `cmd-${String(process.pid)}-${(id += 1)}`,
      onWake: () => () => undefined,
    });
    store.open();
    stores.push(store);
  }
  for (let i = 0; i < 50 && !stores.every((s) => s.loaded); i += 1) await rest(50);
  expect(stores.map((s) => [s.status, s.loaded, s.you?.pseudonym])).toEqual([["live", true, stores[0]?.you?.pseudonym], ["live", true, stores[1]?.you?.pseudonym], ["live", true, stores[2]?.you?.pseudonym]]);
  const outcomes: Record<string, number> = {};
  const all = fc.sample(wanted, { numRuns: 900, seed: 11 });
  let settled = 0;
  let undos = 0;
  for (const [n, one] of all.entries()) {
    const store = stores[n % 3] as BoardStore;
    const s = n % 10 === 9 ? store.undo() : store.submit(commandOn(store.shown, { ...one, text: one.text + "x" }), { why: "because" });
    if (n % 10 === 9) undos += 1;
    void s?.settled.then((o) => { settled += 1; const key = o.ok ? "ok" : o.code; outcomes[key] = (outcomes[key] ?? 0) + 1; });
    if (n % 7 === 0) await rest(3);
    if (n === 300 || n === 600) { server.kill("SIGKILL"); await rest(50); start(); }
  }
  for (let i = 0; i < 400 && !stores.every((s) => s.saved && s.status === "live"); i += 1) await rest(50);
  await rest(500);
  const state = (await (await fetch(`${ORIGIN}/api/boards/${made["board_id"] ?? ""}/state`, { headers: { cookie: cookie0 } })).json()) as { seq: number; state: never };
  const log = (await (await fetch(`${ORIGIN}/api/boards/${made["board_id"] ?? ""}/events?after=0&limit=5000`, { headers: { cookie: cookie0 } })).json()) as { events: { changes: never[] }[] };
  console.log(outcomes, settled, undos, state.seq, stores.map((s) => [s.status, s.waiting, s.confirmedSeq]));
  for (const s of stores) expect(toJson(s.shown)).toEqual(toJson(fromJson(state.state)));
  expect(toJson(evolve(emptyState(), log.events.flatMap((e) => e.changes)))).toEqual(toJson(fromJson(state.state)));
  server.kill("SIGTERM");
}, 120_000);
