/**
 * Lets the pages open without a network. Holds the built files of one version and nothing else: no answer of the
 * server is ever kept here. The list and the version are put in when the pages are built.
 */
declare const FILES: readonly string[];
declare const VERSION: string;

const worker = self as unknown as ServiceWorkerGlobalScope;
const PREFIX = "themeroom-pages-";
const CACHE = PREFIX + VERSION;
const SHELL = "/index.html";
/** Milliseconds after which a page opens from here, when the network is there in name only. */
const PATIENCE = 4_000;

worker.addEventListener("install", (event) => {
  const fresh = FILES.map((file) => new Request(file, { cache: "no-cache" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(fresh)));
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(forgetOthers().then(() => worker.clients.claim()));
});

/** A page says when it can be changed for the new version. */
worker.addEventListener("message", ({ data }) => {
  if (data === "take over") void worker.skipWaiting();
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== worker.location.origin || isServers(pathname)) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (FILES.includes(pathname)) event.respondWith(file(request, pathname));
});

function isServers(pathname: string): boolean {
  return pathname === "/api" || pathname.startsWith("/api/") || pathname.startsWith("/metrics");
}

/** The page from the server, which may be newer; without one the page that is here. */
async function page(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status < 500) return answer;
  } catch {
    // no network, or none to speak of
  }
  return (await kept(SHELL)) ?? Response.error();
}

async function file(request: Request, pathname: string): Promise<Response> {
  return (await kept(pathname)) ?? fetch(request);
}

async function kept(pathname: string): Promise<Response | undefined> {
  return (await caches.open(CACHE)).match(pathname);
}

async function forgetOthers(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}
