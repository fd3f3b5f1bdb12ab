import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

const houseRules = {
  "max-lines": ["error", { max: 250 }],
  "max-lines-per-function": ["error", { max: 40 }],
  eqeqeq: "error",
  "no-console": "error",
  "no-undef": "off", // TypeScript knows better
  "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
  "svelte/prefer-svelte-reactivity": "off", // state is replaced, never changed in place
};

const typedRules = {
  "@typescript-eslint/no-floating-promises": "error",
  "@typescript-eslint/no-misused-promises": "error",
  "@typescript-eslint/switch-exhaustiveness-check": "error",
  "@typescript-eslint/no-unnecessary-condition": "error",
  "require-atomic-updates": "error",
};

export default ts.config(
  { ignores: ["dist/", "node_modules/", "src/lib/protocol.gen.ts"] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser } }, rules: houseRules },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  {
    files: ["src/**/*.ts", "src/**/*.svelte"],
    languageOptions: { parserOptions: { projectService: true, extraFileExtensions: [".svelte"] } },
    rules: typedRules,
  },
  {
    files: ["tests/**/*.ts", "scripts/**", "*.js", "*.config.ts", "precache.ts", "packed.ts", "one-file.ts"],
    languageOptions: { globals: { ...globals.node } },
    rules: { "no-console": "off", "max-lines-per-function": "off" },
  },
);
