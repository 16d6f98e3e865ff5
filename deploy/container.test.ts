import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { groups } from "@/app/(native)/docs/_parts/documents";

test("the image is built with every page of the documentation", () => {
  const lines = readFileSync(".dockerignore", "utf8").split("\n");
  const included = lines.flatMap((line) => (line.startsWith("!") ? [line.slice(1)] : []));
  // Not all builders look into a folder whose name only matches a wildcard.
  const isIncluded = (file: string) =>
    included.some((path) => file === path || file.startsWith(`${path}/`)) ||
    (included.includes("*.md") && !file.includes("/"));
  const missing = groups.flatMap(({ files }) => files).filter((file) => !isIncluded(file));
  expect(missing).toEqual([]);
});
