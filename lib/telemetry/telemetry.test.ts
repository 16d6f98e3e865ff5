import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { beginSpan, inSpan, traceHeaders } from "@/lib/telemetry";

it("only one file imports the SDK, and only tracing that is on loads that file", () => {
  const root = join(import.meta.dirname, "../..");
  const files = ["app", "lib"]
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((name) =>
        join(folder, name),
      ),
    )
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".test.ts"));
  const importersOf = (pattern: RegExp) =>
    files.filter((name) => pattern.test(readFileSync(join(root, name), "utf8")));
  expect(importersOf(/from "@opentelemetry\//)).toEqual(["lib/telemetry/sdk-tracer.ts"]);
  expect(importersOf(/from "[^"]*sdk-tracer"/)).toEqual([]);
  expect(importersOf(/import\("[^"]*sdk-tracer"\)/)).toEqual(["lib/telemetry/start-tracing.ts"]);
});

it("without tracing, steps only run", async () => {
  const fail = inSpan("step", { kind: "server" }, async (span) => {
    span.set({ code: "x" });
    expect(traceHeaders()).toEqual({});
    expect(beginSpan(() => "never named")).toBeNull();
    throw new Error("as before");
  });
  await expect(fail).rejects.toThrow("as before");
});
