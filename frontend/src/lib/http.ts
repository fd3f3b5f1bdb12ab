import { hexOfDigest } from "./journal";

/** A refusal from the server, with its plain sentence. Status 0: the server could not be reached. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly detail: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = "ApiError";
  }
}

export type Fetch = (path: string, init: RequestInit) => Promise<Response>;

const UNREACHABLE = "The server does not answer. Please try again in a moment.";
const NO_REASON = "That did not work. Please try again in a moment.";

/** Milliseconds for which a token that came with another answer is taken to be that of the session. */
const FRESH_MS = 5_000;

/** JSON over HTTP to our own server. Throws ApiError only. */
export class Http {
  #csrf: Promise<string> | null = null;
  #goodUntil = -Infinity;

  constructor(private readonly send: Fetch) {}

  get<T>(path: string, signal: AbortSignal | null = null): Promise<T> {
    return this.#ask<T>(path, { method: "GET", signal });
  }

  /** A file, and the SHA-256 that the server says it has, in hex. */
  async file(path: string): Promise<{ readonly content: Blob; readonly digest: string | null }> {
    const response = await this.#reach(path, { method: "GET" });
    if (!response.ok) throw refused(response.status, await response.json().catch(() => null));
    return { content: await response.blob(), digest: hexOfDigest(response.headers.get("Content-Digest")) };
  }

  /** A call that changes something, with the token of this session. */
  async post<T>(path: string, body: unknown = {}): Promise<T> {
    return this.#ask<T>(path, sent("POST", body, { "X-CSRF-Token": await this.csrf() }));
  }

  async put<T>(path: string, body: unknown): Promise<T> {
    return this.#ask<T>(path, sent("PUT", body, { "X-CSRF-Token": await this.csrf() }));
  }

  async delete<T>(path: string): Promise<T> {
    return this.#ask<T>(path, { method: "DELETE", headers: { "X-CSRF-Token": await this.csrf() } });
  }

  /** A call for which no session is needed. */
  postOpen<T>(path: string, body: unknown): Promise<T> {
    return this.#ask<T>(path, sent("POST", body, {}));
  }

  /** The token of this session, asked for once. */
  csrf(): Promise<string> {
    this.#csrf ??= this.get<{ csrf: string }>("/api/me").then(({ csrf }) => csrf);
    this.#csrf.catch(() => {
      this.forget();
    });
    return this.#csrf;
  }

  /** A token that has just come, once; else a new one: another tab may have signed in again meanwhile. */
  freshCsrf(): Promise<string> {
    if (performance.now() > this.#goodUntil) this.forget();
    this.#goodUntil = -Infinity;
    return this.csrf();
  }

  /** Takes the token that came with an answer. */
  protected remember(csrf: string): void {
    this.#csrf = Promise.resolve(csrf);
    this.#goodUntil = performance.now() + FRESH_MS;
  }

  /** To be called when the session changes: the next call asks for its token anew. */
  forget(): void {
    this.#csrf = null;
  }

  async #ask<T>(path: string, init: RequestInit): Promise<T> {
    const response = await this.#reach(path, init);
    const answer: unknown = await response.json().catch(() => null);
    if (!response.ok) throw refused(response.status, answer);
    if (answer === null) throw new ApiError(response.status, "not_json", NO_REASON);
    return answer as T;
  }

  async #reach(path: string, init: RequestInit): Promise<Response> {
    try {
      // What a browser would keep of an answer could hold words that somebody takes back later.
      return await this.send(path, { ...init, credentials: "same-origin", cache: "no-store" });
    } catch {
      throw new ApiError(0, "unreachable", UNREACHABLE);
    }
  }
}

function sent(method: string, body: unknown, headers: Record<string, string>): RequestInit {
  return {
    method,
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json", ...headers },
  };
}

interface Refusal {
  readonly error?: { code?: string; message?: string; detail?: Record<string, unknown> };
}

function refused(status: number, answer: unknown): ApiError {
  const error = (answer as Refusal | null)?.error ?? {};
  return new ApiError(status, error.code ?? "failed", error.message ?? NO_REASON, error.detail ?? {});
}
