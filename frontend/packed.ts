import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const WORTH_IT = /\.(js|css|svg|html|webmanifest)$/;

/** Puts a packed twin (`.gz`) beside every built file of text, for the server to send over slow lines. */
export function packed(): Plugin {
  return {
    name: "themeroom-packed",
    enforce: "post",
    apply: "build",
    writeBundle({ dir = "dist" }) {
      const names = readdirSync(dir, { recursive: true, encoding: "utf8" });
      for (const name of names.filter((one) => WORTH_IT.test(one))) {
        const text = readFileSync(join(dir, name));
        writeFileSync(join(dir, `${name}.gz`), gzipSync(text, { level: constants.Z_BEST_COMPRESSION }));
      }
    },
  };
}
