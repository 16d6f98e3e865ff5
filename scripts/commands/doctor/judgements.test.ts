import { expect, test } from "vitest";
import { judgeCitus } from "./check-citus";
import { judgeClock } from "./check-clock";
import { judgeDatabase, judgeSilence } from "./check-database";
import { judgeOperator } from "./check-operators";
import { judgeBacklog } from "./check-outbox";
import { judgePartitions } from "./check-partitions";
import { judgePooler } from "./check-pooler";
import { judgeCallbacks, judgeCredentials } from "./check-providers";
import { judgePublicUrl, type Reply } from "./check-public-url";
import { judgeOverdue } from "./check-retention";
import { judgeSecrets } from "./check-secrets";
import type { Finding } from "./finding";
import { printed, verdict } from "./print";
import { reasonOf } from "./reason";

const levels = (findings: Finding[]) => findings.map(({ level }) => level);

test.each([
  ["ready", 140_000, ["fine"]],
  ["ready", 130_022, ["broken"]],
  ["unmigrated", 180_004, ["broken"]],
  ["unmigrated", 130_022, ["broken", "broken"]],
  ["read_only", 180_004, ["broken"]],
] as const)("a database that is %s, of version %i, is %s", (state, versionNumber, expected) => {
  expect(levels(judgeDatabase(state, { version: "any", versionNumber }))).toEqual(expected);
});

test("a database that does not let us in is broken, and the reason stands there", () => {
  const finding = judgeSilence("password authentication failed");
  expect(finding).toMatchObject({
    level: "broken",
    text: expect.stringContaining("password authentication failed"),
  });
});

const session = { role: "me", database: "verify", missing: [] as [string, string][] };

test("a pooler is reported, and so are the settings it does not pass on", () => {
  const pooled = { isPooled: true, prepares: false };
  const jit: [string, string] = ["jit", "off"];
  expect(judgePooler({ isPooled: false, prepares: true }, session)).toEqual([]);
  expect(levels(judgePooler(pooled, session))).toEqual(["fine"]);
  const findings = judgePooler(pooled, { ...session, missing: [jit] });
  expect(levels(findings)).toEqual(["fine", "beware"]);
  expect(findings[1]!.remedy).toContain(`ALTER ROLE "me" IN DATABASE "verify" SET jit = 'off';`);
});

test("Citus is reported, and what is left to do about it", () => {
  const state = { version: "13.2", workers: 2, endpoints: 0 };
  expect(judgeCitus(null, false)).toEqual([]);
  expect(levels(judgeCitus(state, true))).toEqual(["fine"]);
  expect(judgeCitus(state, false)[0]!.remedy).toContain("npm run distribute");
  expect(levels(judgeCitus({ ...state, endpoints: 1 }, true))).toEqual(["fine", "beware"]);
});

const secret = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0";
const sound = {
  secrets: [secret],
  used: "aa",
  current: "aa",
  held: ["aa"],
  orphans: { verifications: 0, sealed: 0 },
  sealedByOlder: 0,
};

test.each([
  ["the ones in use", {}, ["fine"]],
  ["those of a database that was never used", { used: null }, ["fine"]],
  ["others than the database's", { used: "bb" }, ["broken"]],
  ["a new one first, the used one kept", { current: "cc", held: ["cc", "aa"] }, ["beware"]],
  ["one letter, 40 times", { secrets: ["x".repeat(40)] }, ["broken"]],
  [
    "one removed too early",
    { orphans: { verifications: 3, sealed: 1 }, sealedByOlder: 1 },
    ["broken", "broken"],
  ],
  ["one that still opens what it sealed", { sealedByOlder: 2 }, ["beware"]],
])("secrets: %s", (_, facts, expected) => {
  expect(levels(judgeSecrets({ ...sound, ...facts }))).toEqual(expected);
});

test("no finding about secrets repeats one", () => {
  const findings = judgeSecrets({ ...sound, secrets: ["x".repeat(40)], used: "bb" });
  expect(JSON.stringify(findings)).not.toContain("xxxx");
});

const [there, unready]: Reply[] = [
  { kind: "ours", isReady: true },
  { kind: "ours", isReady: false },
];

test.each<[string, boolean, Reply, string[]]>([
  ["https://verify.example.com", true, there!, ["fine"]],
  ["http://localhost:3000", false, there!, ["fine"]],
  ["http://localhost:3000", true, there!, ["beware"]],
  ["http://verify.example.com", true, there!, ["broken"]],
  ["https://verify.example.com", true, unready!, ["broken"]],
  ["https://verify.example.com", true, { kind: "elsewhere", location: "https://x" }, ["broken"]],
  ["https://verify.example.com", true, { kind: "foreign", status: 200 }, ["broken"]],
  ["https://verify.example.com", true, { kind: "silent", reason: "ENOTFOUND" }, ["beware"]],
  ["http://verify.example.com", true, { kind: "silent", reason: "ENOTFOUND" }, ["broken", "beware"]],
])("PUBLIC_URL %s (production: %s) with the reply %o", (publicUrl, isProduction, reply, expected) => {
  expect(levels(judgePublicUrl(publicUrl, isProduction, reply))).toEqual(expected);
});

test.each([
  [0.4, "fine"],
  [-1.9, "fine"],
  [90, "beware"],
  [-90, "beware"],
])("a database's clock that is %d seconds ahead is %s", (ahead, level) => {
  expect(judgeClock(ahead).level).toBe(level);
});

test("the clock that is ahead is named", () => {
  expect(judgeClock(90).text).toContain("90.0 seconds ahead of");
  expect(judgeClock(-90).text).toContain("90.0 seconds behind");
});

test.each([
  [0, 0, "fine"],
  [40, 20, "fine"],
  [1, 300, "beware"],
  [900, 7200, "broken"],
])("an outbox of %i messages, the oldest %i seconds old, is %s", (depth, oldestSeconds, level) => {
  expect(judgeBacklog({ depth, oldestSeconds }).level).toBe(level);
});

test.each([
  [null, "broken"],
  [{ email: "owner@localhost" }, "beware"],
  [{ email: "owner@example.com" }, "fine"],
])("with the operator %o, access to the console is %s", (operator, level) => {
  expect(judgeOperator(operator).level).toBe(level);
});

test("retention that is behind names the tables", () => {
  expect(judgeOverdue({ events: 50_000 }).level).toBe("fine");
  const behind = judgeOverdue({ events: 50_001, budgets: 3 });
  expect(behind).toMatchObject({ level: "beware", text: expect.stringMatching(/: events\.$/) });
});

test.each([
  ["well", {}, "fine", /every month/],
  ["soon without", { until: new Date("2026-05-10") }, "beware", /next two weeks: events/],
  ["without", { until: null, oldestEnd: null }, "beware", /next two weeks: events/],
  ["late to drop", { oldestEnd: new Date("2025-03-01") }, "beware", /not dropped: events/],
  ["with strays", { strayRows: 1 }, "beware", /without a partition: events/],
])("partitions: %s", (_, state, level, text) => {
  const events = {
    table: "events" as const,
    oldestEnd: new Date("2025-05-01"),
    until: new Date("2026-07-01"),
    strayRows: 0,
  };
  const finding = judgePartitions([{ ...events, ...state }], new Date("2026-05-01"));
  expect(finding).toMatchObject({ level, text: expect.stringMatching(text) });
});

test("the remedy is printed below its finding, and the last line counts what is not fine", () => {
  const findings: Finding[] = [judgeOperator(null), judgeClock(90), judgeClock(0)];
  expect(printed(findings[0]!).split("\n")).toHaveLength(2);
  expect(printed(findings[2]!).split("\n")).toHaveLength(1);
  expect(verdict(findings)).toBe("1 to repair, 1 to know.");
  expect(verdict([findings[2]!])).toBe("Everything is well.");
});

test.each([
  [new Error("wrapped", { cause: new Error("connect ECONNREFUSED") }), "connect ECONNREFUSED"],
  [Object.assign(new AggregateError([]), { code: "ECONNREFUSED" }), "ECONNREFUSED"],
  [new DOMException("x", "TimeoutError"), "no answer in 5 seconds"],
  ["odd", "odd"],
])("the reason of %o is told in a few words", (error, reason) => {
  expect(reasonOf(error)).toBe(reason);
});

test.each([
  ["accepted", null, ["fine"]],
  ["refused", "Twilio rejected them: 20003 Authenticate", ["broken"]],
  ["of a kind that cannot tell", undefined, []],
])("credentials that are %s", (_, problem, expected) => {
  const findings = judgeCredentials({ name: "Acme" }, { name: "Twilio" }, problem);
  expect(levels(findings)).toEqual(expected);
});

const reporting = {
  name: "Resend",
  kind: "resend",
  statusCallbackUrl: "https://id.example.com/api/v1/providers/prv_1/status-callback",
  secretsSet: ["apiKey", "webhookSecret"],
};

test.each([
  ["that can arrive", [reporting], "https://id.example.com", []],
  ["to an address that nobody reaches", [reporting], "http://localhost:3000", ["beware"]],
  [
    "without a secret to check them",
    [{ ...reporting, secretsSet: ["apiKey"] }],
    "https://id.example.com",
    ["beware"],
  ],
  ["of nobody", [{ ...reporting, statusCallbackUrl: null }], "http://localhost:3000", []],
])("status callbacks %s", (_, enabled, publicUrl, expected) => {
  expect(levels(judgeCallbacks({ name: "Acme" }, enabled, publicUrl))).toEqual(expected);
});
