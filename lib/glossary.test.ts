import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

/*
 * One term per thing, and the field's own. These words were once used as metaphors for parts of the product; the pattern
 * says what to write instead. Vendors' words are allowed in their dialect's folder.
 */
const forbidden: [word: RegExp, instead: string][] = [
  [/\bmouths?\b/i, "dialect"],
  [/\bdoors?\b/i, "fast path, or endpoint"],
  [/\bhouses?\b/i, "application, or product"],
  [/\b(?:this|the|own|a|which|each) rooms?\b/i, "module"],
  [/\broads?\b/i, "channel, or provider order"],
  [/\bbells?\b/i, "notifier"],
  [/\bknobs?\b/i, "policy field"],
  [/\b(?:homecoming|comeHome|departure)\b/i, "callback, or authorization parameters"],
  [/\b(?:giveUp|proveByVisit|handOver|handOff)\b/, "what the function does"],
  [/\b(?:visitIn|aVisit|beginAVisit|finishAVisit|visitorCtx)\b/, "authorization request, or caller"],
  [/\bvisit(?:s|ed|or|ors|ing)? (?:to|at|of) (?:a|the|an OpenID) providers?\b/i, "authorization request"],
  [/\b(?:workerHere|metricsHere|isFromHere|inboxCarries|channel_not_carried)\b/, "what the function does"],
  [/\b(?:useWiretap|weigh|roadless|bringCode|bringToken|brought|askedAnew)\b/, "what the function does"],
  [/\b(?:law of|is weighed|are weighed|proves? once|as good as|is honest)\b/, "a plain sentence"],
];

const root = resolve(import.meta.dirname, "..");
const folders = ["app", "lib", "emails", "drizzle", "e2e", "scripts", "docs", "public"];
const isText = (name: string) => /\.(?:tsx?|mjs|md|json|sql|css)$/.test(name);
/** In another language, the same letters can be an ordinary word: Dutch "door" is "by". */
const isTranslation = (file: string) => /^lib\/i18n\/catalogues\/(?!en\.).*\.json$/.test(file);

function textFiles(): string[] {
  const below = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && isText(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name))),
  );
  const above = readdirSync(root).filter((name) => isText(name) && !name.includes("lock"));
  return [...above, ...below].filter((file) => file !== "lib/glossary.test.ts" && !isTranslation(file));
}

function uses(file: string): string[] {
  const lines = readFileSync(join(root, file), "utf8").split("\n");
  return lines.flatMap((line, at) =>
    forbidden.flatMap(([word, instead]) => {
      const found = word.exec(line)?.[0] ?? word.exec(file)?.[0];
      return found ? [`${file}:${at + 1}: "${found}" (write ${instead})`] : [];
    }),
  );
}

describe("the glossary", () => {
  const files = textFiles();

  it("reads the whole project", () => {
    expect(files.length).toBeGreaterThan(800);
    expect(files).toEqual(expect.arrayContaining(["README.md", "lib/verification/check-code.ts"]));
  });

  it("finds no metaphor where the field has a term", () => {
    expect(files.flatMap(uses)).toEqual([]);
  });
});
