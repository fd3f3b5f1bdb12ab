import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

// `assetsInlineLimit: 0` because the content security policy allows no fonts from data: addresses.
// Under vitest the browser build of Svelte is taken, so that runes in tested modules react.
export default defineConfig(({ mode }) => ({
  plugins: [svelte()],
  publicDir: "static",
  build: { outDir: "dist", emptyOutDir: true, assetsInlineLimit: 0, target: "es2022" },
  ...(mode === "test" ? { resolve: { conditions: ["browser"] } } : {}),
  test: { include: ["tests/**/*.test.ts"], environment: "node", passWithNoTests: false },
}));
