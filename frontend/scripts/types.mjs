// Turns the wire schema (JSON on stdin) into TypeScript types (on stdout).
import { text } from "node:stream/consumers";
import { compile } from "json-schema-to-typescript";

const BANNER = "// Made by `python3 dev.py types` from backend/app/schema.py. Do not edit by hand.";
const NAMED = new Set(["properties", "$defs", "patternProperties"]);

// A title below the top would become a type of its own for every single field.
function withoutTitles(schema) {
  if (Array.isArray(schema)) return schema.map(withoutTitles);
  if (schema === null || typeof schema !== "object") return schema;
  const kept = Object.entries(schema).filter(([key, value]) => key !== "title" || typeof value !== "string");
  return Object.fromEntries(
    kept.map(([key, value]) => [key, NAMED.has(key) ? eachWithoutTitles(value) : withoutTitles(value)]),
  );
}

function eachWithoutTitles(named) {
  return Object.fromEntries(Object.entries(named).map(([name, schema]) => [name, withoutTitles(schema)]));
}

const schema = withoutTitles(JSON.parse(await text(process.stdin)));
const options = {
  additionalProperties: false,
  bannerComment: BANNER,
  ignoreMinAndMaxItems: true,
  style: { printWidth: 110 },
};
process.stdout.write(await compile(schema, "Wire", options));
