import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const WORKER = "sw.js";

/** Tells the service worker, once all is built, which files belong to this version. */
export function precache(publicDir: string): Plugin {
  return {
    name: "themeroom-precache",
    enforce: "post",
    apply: "build",
    generateBundle(_options, bundle) {
      const worker = bundle[WORKER];
      if (worker?.type !== "chunk") throw new Error("The service worker was not built.");
      const built = Object.values(bundle).filter(({ fileName }) => fileName !== WORKER);
      const hash = createHash("sha256");
      for (const file of built) hash.update(file.type === "chunk" ? file.code : file.source);
      const copied = readdirSync(publicDir);
      for (const name of copied) hash.update(readFileSync(join(publicDir, name)));
      const files = [...built.map(({ fileName }) => fileName), ...copied].map((name) => `/${name}`).sort();
      const version = hash.digest("hex").slice(0, 16);
      worker.code = `const FILES=${JSON.stringify(files)},VERSION="${version}";${worker.code}`;
    },
  };
}
