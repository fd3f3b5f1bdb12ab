import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";
import { packed } from "./packed.ts";
import { precache } from "./precache.ts";

const STATIC = "static";
const PAGES = "index.html";
const WORKER = "worker/service-worker.ts";
const EARLY = "src/early.ts";
/** Files under one name for good. */
const ROOTED = new Set(["sw", "early"]);

// `assetsInlineLimit: 0` because the content security policy allows no fonts from data: addresses.
// The service worker lies at the root under one name for good, so that it may serve every page and be replaced.
// So does what the page runs before anything else.
// Under vitest the browser build of Svelte is taken, so that runes in tested modules react.
export default defineConfig(({ mode }) => ({
  plugins: [svelte(), precache(STATIC), packed()],
  publicDir: STATIC,
  build: {
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: "es2022",
    rolldownOptions: {
      input: { index: PAGES, sw: WORKER, early: EARLY },
      output: { entryFileNames: ({ name }) => (ROOTED.has(name) ? `${name}.js` : "assets/[name]-[hash].js") },
    },
  },
  ...(mode === "test" ? { resolve: { conditions: ["browser"] } } : {}),
  test: { include: ["tests/**/*.test.ts"], environment: "node", passWithNoTests: false, isolate: false },
}));
