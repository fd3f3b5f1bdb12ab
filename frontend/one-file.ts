import { createHash } from "node:crypto";
import type { Plugin } from "vite";

/**
 * Puts the built script and styles into the page itself, under a policy that lets nothing else in: no server, no other
 * script, no form.
 */
export function oneFile(): Plugin {
  return {
    name: "themeroom-one-file",
    enforce: "post",
    apply: "build",
    generateBundle(_options, bundle) {
      const built = Object.values(bundle);
      const chunks = built.filter((file) => file.type === "chunk");
      const sheets = built.flatMap((file) =>
        file.type === "asset" && file.fileName.endsWith(".css") ? [String(file.source)] : [],
      );
      const page = built.find((file) => file.fileName === "replay.html");
      const [chunk, ...others] = chunks;
      if (chunk === undefined || others.length > 0 || page?.type !== "asset" || built.length > 3)
        throw new Error("The replay page must be one script, one style sheet and nothing else.");
      const code = `\n${chunk.code.replaceAll("</script", "<\\/script")}`;
      const style = sheets.join("\n");
      page.source = inlined(String(page.source), code, style);
      for (const file of built) if (file !== page) Reflect.deleteProperty(bundle, file.fileName);
    },
  };
}

function inlined(page: string, code: string, style: string): string {
  const policy = [
    "default-src 'none'",
    `script-src '${hashed(code)}'`,
    `style-src '${hashed(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const head = `<meta http-equiv="Content-Security-Policy" content="${policy}" />`;
  const bare = page
    .replace(/\s*<script type="module"[^>]*><\/script>/, "")
    .replace(/\s*<link rel="stylesheet"[^>]*>/, "");
  return bare
    .replace('<meta charset="utf-8" />', (charset) => `${charset}\n    ${head}`)
    .replace("</head>", () => `  <style>${style}</style>\n  </head>`)
    .replace("</body>", () => `  <script type="module">${code}</script>\n  </body>`);
}

function hashed(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
