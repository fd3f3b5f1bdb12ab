import type { Environment } from "vitest/runtime";

/** Node with the browser's build of Svelte, so that runes react in tests as they do on screen. */
export default {
  name: "browser-build",
  viteEnvironment: "client",
  setup: () => ({ teardown: () => undefined }),
} satisfies Environment;
