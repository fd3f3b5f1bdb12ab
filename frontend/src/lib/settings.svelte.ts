export type Density = "comfortable" | "compact" | "overview";
export type Scheme = "auto" | "light" | "dark";

interface Saved {
  readonly density: Density;
  readonly calm: boolean;
  readonly theme: Scheme;
  /** Others use this computer too: nothing of the boards is kept on it. */
  readonly shared: boolean;
  /** One soft sound when the clock of a meeting has run out. */
  readonly chime: boolean;
}

export const DENSITIES: readonly Density[] = ["comfortable", "compact", "overview"];
export const SCHEMES: readonly Scheme[] = ["auto", "light", "dark"];
const KEY = "themeroom.settings";
const PLAIN: Saved = { density: "comfortable", calm: false, theme: "auto", shared: false, chime: false };

/** How this person likes the screen. Kept on this device; works without storage too. */
export class Settings {
  #saved = $state.raw<Saved>(PLAIN);

  constructor() {
    this.#saved = read() ?? PLAIN;
    show(this.#saved);
    if (typeof addEventListener === "function") addEventListener("storage", this.#elsewhere);
  }

  /** Another tab of this browser has changed them. */
  readonly #elsewhere = (event: StorageEvent): void => {
    if (event.key !== KEY) return;
    this.#saved = read() ?? this.#saved;
    show(this.#saved);
  };

  get density(): Density {
    return this.#saved.density;
  }

  set density(density: Density) {
    this.#keep({ density });
  }

  get calm(): boolean {
    return this.#saved.calm;
  }

  set calm(calm: boolean) {
    this.#keep({ calm });
  }

  get theme(): Scheme {
    return this.#saved.theme;
  }

  set theme(theme: Scheme) {
    this.#keep({ theme });
  }

  get chime(): boolean {
    return this.#saved.chime;
  }

  set chime(chime: boolean) {
    this.#keep({ chime });
  }

  get shared(): boolean {
    return this.#saved.shared;
  }

  set shared(shared: boolean) {
    this.#keep({ shared });
  }

  /** Beside what other tabs have chosen meanwhile. */
  #keep(change: Partial<Saved>): void {
    const saved = { ...(read() ?? this.#saved), ...change };
    this.#saved = saved;
    show(saved);
    write(saved);
  }
}

/** Sets `data-density`, `data-calm` ("on" or absent) and `data-theme` on the page's root. */
function show(saved: Saved): void {
  if (typeof document === "undefined") return;
  const { dataset } = document.documentElement;
  dataset["density"] = saved.density;
  dataset["theme"] = saved.theme;
  if (saved.calm) dataset["calm"] = "on";
  else delete dataset["calm"];
}

/** Null where nothing is kept: storage is blocked, or holds nothing yet or something else. */
function read(): Saved | null {
  try {
    const kept = localStorage.getItem(KEY);
    if (kept === null) return null;
    const found = JSON.parse(kept) as Partial<Saved>;
    return {
      density: DENSITIES.find((density) => density === found.density) ?? PLAIN.density,
      calm: found.calm === true,
      theme: SCHEMES.find((theme) => theme === found.theme) ?? PLAIN.theme,
      shared: found.shared === true,
      chime: found.chime === true,
    };
  } catch {
    return null;
  }
}

function write(saved: Saved): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(saved));
  } catch {
    // storage is blocked: the setting lasts until the page is left
  }
}

export const settings = new Settings();
