import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import type { RouteExports } from "./route";

useTestDatabase();

const root = join(import.meta.dirname, "../..");

/**
 * These differ on purpose. Kratos and Transmit: HEAD must not use up what a mailed link carries, and link scanners send
 * it. The portal's callback: the same for a provider's code.
 */
const exceptions = [
  "app/(kratos)/self-service/verification/route.ts",
  "app/(transmit)/cis/v1/verification/links/open",
  "app/(portal)",
  // These need the framework's cookies: see e2e/fuzz.spec.ts.
  "app/api/auth",
  "app/(console)",
];
const files = readdirSync(join(root, "app"), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.name === "route.ts")
  .map((entry) => relative(root, join(entry.parentPath, entry.name)))
  .filter((file) => !exceptions.some((folder) => file.startsWith(folder)));

function requestTo(file: string, method: string) {
  const segments = file.split("/").slice(1, -1);
  const params: Record<string, string | string[]> = {};
  const path = segments
    .filter((segment) => !/^\(.*\)$/.test(segment))
    .map((segment) => {
      const name = /^\[+(?:\.\.\.)?(\w+)\]+$/.exec(segment)?.[1];
      if (name) params[name] = segment.includes("...") ? ["x"] : "x";
      return name ? "x" : segment;
    })
    .join("/");
  const request = new Request(`http://localhost:3000/${path}`, {
    method,
    headers: { host: "localhost:3000" },
  });
  return { request, context: { params: Promise.resolve(params) } };
}

describe("HEAD", () => {
  it.each(files)("is answered with GET's status and no body by %s", async (file) => {
    const exports: RouteExports = await import(/* @vite-ignore */ join(root, file));
    const ask = async (method: "GET" | "HEAD") => {
      const { request, context } = requestTo(file, method);
      return exports[method](request, context);
    };
    const get = await ask("GET");
    const head = await ask("HEAD");
    expect(head.status).toBe(get.status);
    expect(head.headers.get("content-type")).toBe(get.headers.get("content-type"));
    expect(await head.text()).toBe("");
  });
});
