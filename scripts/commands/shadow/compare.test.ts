import { expect, it } from "vitest";
import { compare } from "./compare";
import type { ReceivedResponse } from "./exchange";
import { KnownValues } from "./known-values";

const json = (value: unknown, status = 200): ReceivedResponse => ({
  status,
  headers: { "content-type": "application/json" },
  body: Buffer.from(JSON.stringify(value)),
});

it.each<[string, unknown, unknown]>([
  [
    "instants",
    { at: "2026-01-31T09:30:00Z", seconds: 1_769_851_800 },
    { at: "2026-02-01T00:00:00.000Z", seconds: 1_769_900_000 },
  ],
  [
    "ids, wherever they stand",
    { id: "abc-123", url: "https://a.example/v/abc-123?x=abc-123", text: "No abc-123 here." },
    { id: "xyz-789", url: "http://b.example/v/xyz-789?x=xyz-789", text: "No xyz-789 here." },
  ],
])("ignores %s", (_, vendor, ours) => {
  expect(compare(json(vendor), json(ours), new KnownValues())).toEqual([]);
});

it.each<[string, unknown, unknown, object]>([
  [
    "a status word",
    { status: "pending" },
    { status: "approved" },
    { kind: "value", at: "$.status", vendor: '"pending"', ours: '"approved"' },
  ],
  [
    "null for a text",
    { a: [{ b: null }] },
    { a: [{ b: "" }] },
    { kind: "type", at: "$.a[].b", vendor: "null", ours: "string" },
  ],
  [
    "the code of an error",
    { code: 60200 },
    { code: 20404 },
    { kind: "value", at: "$.code", vendor: "60200", ours: "20404" },
  ],
  [
    "the length of a list",
    { a: [1, 2] },
    { a: [1] },
    { kind: "value", at: "$.a", vendor: "an array of 2", ours: "an array of 1" },
  ],
  [
    "another phone number, unnamed",
    { to: "+15017122661" },
    { to: "+15017122662" },
    { kind: "value", at: "$.to", vendor: "a text of 12 characters", ours: "a text of 12 characters" },
  ],
  [
    "a sentence, without its numbers",
    { message: "Code 123456 is wrong" },
    { message: "Wrong code 654321" },
    { kind: "value", at: "$.message", vendor: '"Code … is wrong"', ours: '"Wrong code …"' },
  ],
])("reports %s", (_, vendor, ours, difference) => {
  expect(compare(json(vendor), json(ours), new KnownValues())).toEqual([difference]);
});

it("learns ids from answers of the same kind only", () => {
  const known = new KnownValues();
  compare(json({ id: "vendor-1" }), json({ id: "error-1" }, 404), known);
  expect(known.find("vendor-1")).toBeUndefined();
  compare(json({ id: "vendor-1" }), json({ id: "ours-1" }), known);
  expect(known.translate("/things/vendor-1,vendor-2")).toBe("/things/ours-1,vendor-2");
});

it("takes no time for texts made to take long", () => {
  const long = `${"a".repeat(100_000)} ${"1a".repeat(50_000)}`;
  const startedAt = performance.now();
  compare(json({ message: long, [long]: 1 }), json({ message: `${long}b` }), new KnownValues());
  // Without a bound it takes minutes.
  expect(performance.now() - startedAt).toBeLessThan(5000);
});
