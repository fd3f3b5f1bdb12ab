/** Milliseconds between two looks for a newer version. */
const LOOK_EVERY = 3_600_000;
/** Milliseconds after which the page is loaded anew all the same: what it still waits for may hold up the new one. */
const TAKE_WITHIN = 5_000;

/** The service worker of this version, and the next one when there is one. */
export class Newer {
  /** A newer version is here and waits to be used. */
  ready = $state(false);
  #registration: ServiceWorkerRegistration | null = null;
  #taking = false;

  /** Where the browser has none, or the page is not secure, pages come from the network only. */
  async listen(): Promise<void> {
    if (!("serviceWorker" in navigator) || !import.meta.env.PROD) return;
    navigator.serviceWorker.addEventListener("controllerchange", () => {
      if (this.#taking) location.reload();
    });
    try {
      this.#follow(await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }));
    } catch {
      return; // storage is blocked: pages come from the network
    }
    setInterval(() => void this.#registration?.update().catch(() => undefined), LOOK_EVERY);
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && this.ready && !isBusy()) this.take();
    });
  }

  /** Loads the page anew with the new version. */
  take(): void {
    this.#taking = true;
    this.#registration?.waiting?.postMessage("take over");
    setTimeout(() => {
      location.reload();
    }, TAKE_WITHIN);
  }

  #follow(registration: ServiceWorkerRegistration): void {
    this.#registration = registration;
    const look = (): void => {
      this.ready = registration.waiting !== null && navigator.serviceWorker.controller !== null;
    };
    const follow = (): void => registration.installing?.addEventListener("statechange", look);
    look();
    follow(); // it may be on its way already
    registration.addEventListener("updatefound", follow);
  }
}

/** A dialog is open, words are being written, or something waits in this window only. */
function isBusy(): boolean {
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    "textarea:not([readonly]), input:not([type]), input[type=search], input[type=text]",
  );
  const open = document.querySelector("dialog[open], :popover-open") !== null;
  const held = !dispatchEvent(new Event("beforeunload", { cancelable: true }));
  return open || held || [...fields].some(({ value }) => value !== "");
}

export const newer = new Newer();
