import { expect, test } from "vitest";
import type { AuditEntry } from "@/lib/events";
import { formats } from "./formats";

const entry: AuditEntry = {
  sequence: 7,
  eventId: "019ac000-0000-7000-8000-000000000001",
  projectId: "019ac000-0000-7000-8000-000000000002",
  type: "api_key.created",
  actor: "operator:019ac000-0000-7000-8000-000000000003",
  requestId: null,
  data: { name: 'a "b", c', scopes: ["users:read"] },
  address: "192.0.2.7",
  userAgent: "=cmd|' /C calc'!A0",
  createdAt: new Date("2026-01-02T03:04:05.678Z"),
  hash: Buffer.alloc(32),
};

test("CSV quotes what needs it, and a spreadsheet runs nothing", () => {
  expect(formats.csv.lineOf(entry, "@Ada")).toBe(
    '7,2026-01-02T03:04:05.678Z,api_key.created,"API key “a ""b"", c” created with the scopes users:read.",' +
      "operator:019ac000-0000-7000-8000-000000000003,'@Ada,192.0.2.7,'=cmd|' /C calc'!A0,," +
      '"{""name"":""a \\""b\\"", c"",""scopes"":[""users:read""]}"\r\n',
  );
});

test("both formats have the same members in the same order", () => {
  const members = Object.keys(JSON.parse(formats.jsonl.lineOf(entry, null)));
  expect(formats.csv.head).toBe(`${members.join(",")}\r\n`);
});
