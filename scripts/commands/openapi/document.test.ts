import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import type { OpenApiDocument } from "@/lib/http";
import { problems } from "@/lib/http/native";
import { keptDocument, writtenDocument } from "./document";

const document: OpenApiDocument = JSON.parse(await writtenDocument());
const operations = Object.values(document.paths).flatMap((item) => Object.values(item));

describe("the OpenAPI document", () => {
  it("matches the routes (if this fails, run npm run openapi)", async () => {
    expect(keptDocument()).toBe(await writtenDocument());
  });

  it("is valid OpenAPI 3.1", async () => {
    const { valid, errors } = await new Validator().validate(await writtenDocument());
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  it("contains everything it refers to", () => {
    const references = JSON.stringify(document).match(/"#\/[^"]+"/g) ?? [];
    const isHeld = (reference: string) =>
      reference
        .slice(2)
        .split("/")
        .reduce<unknown>((node, step) => (node as Record<string, unknown> | undefined)?.[step], document);
    const missing = references.map((quoted) => JSON.parse(quoted)).filter((reference) => !isHeld(reference));
    expect(references.length).toBeGreaterThan(20);
    expect(missing).toEqual([]);
  });

  it("gives every operation a unique name", () => {
    const names = operations.map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  it("lists exactly the placeholders of each path", () => {
    for (const [path, item] of Object.entries(document.paths)) {
      const placeholders = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const { parameters } of Object.values(item)) {
        const named = parameters.flatMap((p) => ("in" in p && p.in === "path" ? [p.name] : []));
        expect({ path, named }).toEqual({ path, named: placeholders });
      }
    }
  });

  it("uses only patterns that every generator can read: no Unicode property escapes", () => {
    const patterns = [...JSON.stringify(document).matchAll(/"pattern":"((?:[^"\\\\]|\\\\.)*)"/g)].map(
      ([, pattern]) => JSON.parse(`"${pattern}"`) as string,
    );
    expect(patterns.length).toBeGreaterThan(10);
    expect(patterns.filter((pattern) => /\\[pP]\{/.test(pattern))).toEqual([]);
    for (const pattern of patterns) expect(() => new RegExp(pattern)).not.toThrow();
  });

  it("states the largest body of every request, which no schema can express", () => {
    const bodies = operations.flatMap(({ requestBody }) => requestBody ?? []);
    expect(bodies.length).toBeGreaterThan(10);
    const caps = bodies.map(({ description }) => description);
    // All but the upload of a logo.
    expect(caps.filter((cap) => cap !== "At most 65536 bytes.")).toEqual(["At most 2097152 bytes."]);
  });

  it("documents codes that have a page, and no secret of this process", () => {
    for (const code of Object.keys(document.components.examples)) expect(problems).toHaveProperty(code);
    expect(JSON.stringify(document)).not.toContain(process.env.COUNTERSIGN_SECRETS);
  });
});
