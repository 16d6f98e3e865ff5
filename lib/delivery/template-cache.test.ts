import { expect, test } from "vitest";
import { TemplateCache } from "./template-cache";

const cacheOf = (mostEntries: number, mostCharacters: number) =>
  new TemplateCache<string>(mostEntries, mostCharacters, (email) => email.length);

test("the least recently used template is evicted", () => {
  const cache = cacheOf(2, 1000);
  cache.set("a", "seen");
  cache.set("b", "seen");
  cache.get("a");
  cache.set("c", "seen");
  expect(["a", "b", "c"].map((key) => cache.get(key))).toEqual(["seen", undefined, "seen"]);
});

test("the total number of characters is limited", async () => {
  const cache = cacheOf(100, 1000);
  for (const key of ["a", "b", "c"]) {
    const template = Promise.resolve("x".repeat(400));
    cache.set(key, template);
    await template;
  }
  expect(cache.get("a")).toBeUndefined();
  await expect(cache.get("c")).resolves.toHaveLength(400);
  const huge = Promise.resolve("x".repeat(1001));
  cache.set("d", huge);
  await huge;
  expect(["b", "c", "d"].map((key) => cache.get(key))).toEqual([undefined, undefined, undefined]);
  cache.set("e", "seen");
  expect(cache.get("e")).toBe("seen");
});
