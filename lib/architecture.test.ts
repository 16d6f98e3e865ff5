import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");

/** From top to bottom: a file can import only from rows below its own and from its own module. */
const rows = [
  ["app"],
  ["lib/dialects"],
  ["lib/boot", "lib/http"],
  ["lib/statistics", "lib/webhooks", "lib/installation", "lib/privacy", "lib/shadow"],
  ["lib/verification"],
  ["lib/protection"],
  ["lib/delivery", "lib/social", "lib/users"],
  ["emails"],
  ["lib/access"],
  ["lib/projects"],
  ["lib/events"],
  ["lib/db", "lib/outbound"],
  ["drizzle"],
  ["lib/telemetry"],
  ["lib/i18n"],
];
/** Importable by all; these import nothing of ours but each other. */
const leaves = [
  "lib/result.ts",
  "lib/env.ts",
  "lib/id.ts",
  "lib/time.ts",
  "lib/log.ts",
  "lib/metrics.ts",
  "lib/ttl-cache.ts",
  "lib/cached-lookup.ts",
  "lib/digits.ts",
  "lib/domain-name.ts",
  "lib/json-schema.ts",
  "lib/batcher.ts",
  "lib/buffered-counter.ts",
  "lib/retry-write.ts",
  "lib/wake-signal.ts",
  "lib/stopping.ts",
];

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

const files = ["app", "lib", "emails", "drizzle"]
  .flatMap(filesBelow)
  .filter((file) => !/\.test\.tsx?$/.test(file));

interface Import {
  from: string;
  to: string;
}

const importsOf = new Map(files.map((file) => [file, [...readImports(file)]]));

function* readImports(file: string): Generator<string> {
  const text = readFileSync(join(root, file), "utf8");
  for (const [, name = ""] of text.matchAll(/(?:from\s+|import\s+|import\()"([^"]+)"/g)) {
    if (name.startsWith("@/")) yield name.slice(2);
    else if (name.startsWith(".")) yield relative(root, resolve(root, dirname(file), name));
    else yield name;
  }
}

const moduleOf = (path: string) =>
  rows.flat().find((module) => path === module || path.startsWith(`${module}/`)) ?? null;
const rowOf = (module: string) => rows.findIndex((row) => row.includes(module));
const isLeaf = (path: string) => leaves.some((leaf) => path === leaf || `${path}.ts` === leaf);
const isTestSupport = (path: string) =>
  /(^|\/)(testing|harness)(\.ts)?$/.test(path) || path.includes("/contract/");

function offenders(isBad: (edge: Import) => boolean): string[] {
  return [...importsOf].flatMap(([from, imports]) =>
    imports.filter((to) => isBad({ from, to })).map((to) => `${from} → ${to}`),
  );
}

const isRouteOf = (vendor: string, path: string) => path.startsWith(`app/(${vendor})/`);

describe("the layers", () => {
  it("reads every source file", () => {
    expect(files.length).toBeGreaterThan(100);
    expect(importsOf.get("lib/verification/check-code.ts")).toContain("@/lib/access".slice(2));
  });

  it("imports only go down", () => {
    expect(
      offenders(({ from, to }) => {
        const [here, there] = [moduleOf(from), moduleOf(to)];
        if (!here || !there || here === there || isTestSupport(from)) return false;
        return rowOf(there) <= rowOf(here);
      }),
    ).toEqual([]);
  });

  it("leaves import nothing of ours but leaves", () => {
    expect(
      offenders(({ from, to }) => leaves.includes(from) && moduleOf(to) !== null && !isLeaf(to)),
    ).toEqual([]);
  });

  it("a module is entered through its index", () => {
    expect(
      offenders(({ from, to }) => {
        const [here, there] = [moduleOf(from), moduleOf(to)];
        if (!there?.startsWith("lib/") || here === there || isTestSupport(from) || isTestSupport(to))
          return false;
        return to !== there && !/^lib\/(http\/native|http\/oauth|dialects\/[^/]+)$/.test(to);
      }),
    ).toEqual([]);
  });

  it("drizzle-orm stays in drizzle/, lib/db/ and files named repository.ts", () => {
    expect(
      offenders(
        ({ from, to }) =>
          to.startsWith("drizzle-orm") &&
          !from.startsWith("drizzle/") &&
          !from.startsWith("lib/db/") &&
          !from.endsWith("/repository.ts") &&
          !isTestSupport(from),
      ),
    ).toEqual([]);
  });

  it("next/* stays in app/, so that the engine and every endpoint run without it", () => {
    expect(offenders(({ from, to }) => /^next(\/|$)/.test(to) && !from.startsWith("app/"))).toEqual([]);
  });

  it("only lib/delivery imports emails/", () => {
    expect(
      offenders(
        ({ from, to }) => moduleOf(to) === "emails" && !["emails", "lib/delivery"].includes(moduleOf(from)!),
      ),
    ).toEqual([]);
  });

  it("no dialect imports another, and lib/http imports none", () => {
    const dialect = (path: string) => /^lib\/dialects\/([^/]+)/.exec(path)?.[1];
    expect(
      offenders(
        ({ from, to }) =>
          dialect(to) !== undefined && dialect(from) !== dialect(to) && !from.startsWith("app/"),
      ),
    ).toEqual([]);
  });

  it("a dialect is imported by its own routes only, so that without both the rest still compiles", () => {
    const dialect = (path: string) => /^lib\/dialects\/([^/]+)/.exec(path)?.[1];
    expect(
      offenders(
        ({ from, to }) =>
          from.startsWith("app/") && dialect(to) !== undefined && !isRouteOf(dialect(to)!, from),
      ),
    ).toEqual([]);
  });

  it("only lib/env.ts reads process.env", () => {
    const readers = files.filter((file) =>
      /process\.env(?!\.\w+ = )/.test(readFileSync(join(root, file), "utf8")),
    );
    const allowed = ["lib/env.ts", "lib/db/testing.ts", "app/(console)/console/[project]/_parts/snippets.ts"];
    // Next asks instrumentation for its runtime; tests point the environment at their own database; snippets are for others.
    expect(readers.filter((file) => !allowed.includes(file) && !isTestSupport(file))).toEqual([]);
  });
});
