import { beforeEach, expect, test } from "vitest";
import { ApiError, createApi, type Api } from "../../src/lib/api";
import { event } from "./support/boards";

interface Call {
  readonly path: string;
  readonly method: string | undefined;
  readonly token: string | null;
  readonly body: unknown;
}

let calls: Call[];
let answers: Map<string, { status?: number; body?: unknown; text?: string }>;
let api: Api;

beforeEach(() => {
  calls = [];
  answers = new Map([["/api/me", { body: { csrf: "token-1" } }]]);
  api = createApi((path, init) => {
    const token = new Headers(init.headers).get("X-CSRF-Token");
    const body: unknown = typeof init.body === "string" ? JSON.parse(init.body) : null;
    calls.push({ path, method: init.method, token, body });
    const answer = answers.get(path);
    if (answer === undefined) return Promise.reject(new TypeError("no network"));
    const text = answer.text ?? JSON.stringify(answer.body);
    return Promise.resolve(new Response(text, { status: answer.status ?? 200 }));
  });
});

test("a call that changes something carries the token, asked for once", async () => {
  answers.set("/api/studies/study001/invites", {
    body: { id: "invite01", role: "observer", link: "https://x/j#s" },
  });
  await api.invite("study001", "observer");
  await api.invite("study001", "observer");
  expect(calls.map(({ path, token }) => [path, token])).toEqual([
    ["/api/me", null],
    ["/api/studies/study001/invites", "token-1"],
    ["/api/studies/study001/invites", "token-1"],
  ]);
});

test("joining needs no token, and the token is asked for anew afterwards", async () => {
  answers.set("/api/join", { body: { person: {}, study: {}, boards: [], return_link: "" } });
  answers.set("/api/leave", { body: {} });
  await api.csrf();
  await api.join("secret", "CR1");
  answers.set("/api/me", { body: { csrf: "token-2" } });
  await api.leave();
  expect(calls.map(({ path, token }) => [path, token])).toEqual([
    ["/api/me", null],
    ["/api/join", null],
    ["/api/me", null],
    ["/api/leave", "token-2"],
  ]);
  expect(calls[1]?.body).toEqual({ invite: "secret", pseudonym: "CR1" });
});

test("a refusal comes as its code and sentence", async () => {
  const error = { code: "not_found", message: "This is not here.", detail: { kind: "board" } };
  answers.set("/api/boards/board001/state", { status: 404, body: { error } });
  const failed: unknown = await api.state("board001").catch((reason: unknown) => reason);
  expect(failed).toBeInstanceOf(ApiError);
  expect(failed).toMatchObject({ status: 404, ...error });
});

test("a server out of reach, and one that answers something else, have plain sentences", async () => {
  await expect(api.people("study001")).rejects.toMatchObject({ status: 0, code: "unreachable" });
  answers.set("/api/studies/study001/people", { status: 502, text: "<html>" });
  await expect(api.people("study001")).rejects.toMatchObject({ status: 502, code: "failed" });
  answers.set("/api/studies/study001/people", { text: "<html>" });
  await expect(api.people("study001")).rejects.toMatchObject({ status: 200, code: "not_json" });
});

test("a failed token is asked for again", async () => {
  answers.delete("/api/me");
  await expect(api.csrf()).rejects.toBeInstanceOf(ApiError);
  answers.set("/api/me", { body: { csrf: "token-3" } });
  expect(await api.csrf()).toBe("token-3");
});

test("the whole log comes page by page", async () => {
  const log = [1, 2, 3].map((seq) => event(seq, "card.created", []));
  answers.set("/api/boards/board001/events?after=0&limit=5000", {
    body: { events: log.slice(0, 2), head: 3 },
  });
  answers.set("/api/boards/board001/events?after=2&limit=5000", { body: { events: log.slice(2), head: 3 } });
  expect(await api.allEvents("board001")).toEqual(log);
});

test("every call goes where the protocol says", async () => {
  const paths: readonly [() => Promise<unknown>, string, unknown?][] = [
    [() => api.me(), "/api/me"],
    [() => api.invitation("s"), "/api/invite", { invite: "s" }],
    [() => api.join("s"), "/api/join", { invite: "s" }],
    [() => api.comeBack("s"), "/api/return", { secret: "s" }],
    [() => api.removePerson("st", "p"), "/api/studies/st/people/p/remove", {}],
    [() => api.returnLink("st", "p"), "/api/studies/st/people/p/return-link", {}],
    [() => api.invites("st"), "/api/studies/st/invites"],
    [() => api.inviteOff("st", "i"), "/api/studies/st/invites/i/off", {}],
    [() => api.newBoard("st", "New"), "/api/studies/st/boards", { title: "New" }],
    [() => api.state("b", 7), "/api/boards/b/state?at=7"],
  ];
  for (const [call, path, body] of paths) {
    if (path !== "/api/me") answers.set(path, { body: {} });
    await call();
    expect(calls.at(-1)).toMatchObject({ path, body: body ?? null });
  }
  expect(api.exportPath("b", "table.csv")).toBe("/api/boards/b/export/table.csv");
});

test("an import is previewed, then made once under its id", async () => {
  const choices = { csv: "a,b", keep_repeats: false, aim_labels: true };
  answers.set("/api/boards/b/import/preview", { body: {} });
  answers.set("/api/boards/b/import", { body: { report: {}, head: 9 } });
  await api.previewImport("b", choices);
  expect((await api.importTable("b", choices, "import01")).head).toBe(9);
  expect(calls.at(-1)?.body).toEqual({ ...choices, import_id: "import01" });
});
