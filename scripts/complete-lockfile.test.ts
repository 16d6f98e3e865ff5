import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const { complete } = await import(path.join(import.meta.dirname, "complete-lockfile.mjs"));

const lock = JSON.parse(readFileSync(path.join(import.meta.dirname, "..", "package-lock.json"), "utf8"));

test("package-lock.json is complete for every system, or npm ci would refuse it (npm run lockfile)", () => {
  expect(complete(lock).added).toEqual([]);
});

test("package-lock.json names no download host, or only who reaches that one could install", () => {
  const entries: [string, { resolved?: string }][] = Object.entries(lock.packages);
  expect(entries.filter(([, { resolved }]) => resolved?.startsWith("http"))).toEqual([]);
});

test("a missing package for another system gets an entry that npm skips here", () => {
  const parent = {
    version: "1.2.3",
    dev: true,
    optionalDependencies: { "@x/bin-darwin-arm64": "1.2.3", ranged: "^1" },
  };
  const { lock, added } = complete({ packages: { "": {}, "node_modules/x": parent } });
  expect(added).toEqual(["@x/bin-darwin-arm64 1.2.3"]);
  const entry = { version: "1.2.3", os: ["darwin"], cpu: ["arm64"], dev: true, optional: true };
  expect(lock.packages["node_modules/@x/bin-darwin-arm64"]).toEqual(entry);
});

test("a package found in a node_modules further up counts as present", () => {
  const inner = { version: "1.0.0", optionalDependencies: { present: "1.0.0" } };
  const packages = {
    "": {},
    "node_modules/a/node_modules/b": inner,
    "node_modules/present": { version: "1.0.0" },
  };
  expect(complete({ packages }).added).toEqual([]);
});
