import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApiKey, scopes } from "@/lib/access";
import { aContext, aProject } from "@/lib/access/testing";
import { useTestDatabase } from "@/lib/db/testing";
import { seedInbox } from "@/lib/delivery";
import { answer } from "@/lib/http/oauth/contract/harness";
import { overHttp, type RunningServer, routesOf } from "@/lib/http/testing";
import type { Project } from "@/lib/projects";
import { createUser, listUsers, type User, updateUser } from "@/lib/users";
import { runImport } from "./run-import";
import type { Page, Read } from "./source";
import { sources } from "./sources";

/* Our own dialects are the vendors: each source reads one project into another. */

useTestDatabase();

let vendor: Project;
let key: string;
let server: RunningServer;
const folder = mkdtempSync(join(tmpdir(), "import-"));

beforeAll(async () => {
  vendor = await aProject({ requestsPerMinute: 1_000_000 });
  ({ secret: key } = await createApiKey(vendor.id, { name: "Import", scopes }));
  const routes = Object.fromEntries(
    ["(kratos)", "(logto)", "(corbado)", "(transmit)", "(twilio)"].map((name) => [name, routesOf(name)]),
  );
  server = await overHttp((request) => {
    const { pathname } = new URL(request.url);
    if (/^\/(cis\/)?oidc\/token$/.test(pathname)) return answer(request);
    if (pathname.startsWith("/cis/")) return routes["(transmit)"]!(request);
    if (pathname.startsWith("/api/")) return routes["(logto)"]!(request);
    if (/^\/v2\/(Services|Attempts)/.test(pathname)) return routes["(twilio)"]!(request);
    return routes[pathname.startsWith("/v2/") ? "(corbado)" : "(kratos)"]!(request);
  });
  const ctx = aContext(vendor);
  for (let i = 0; i < 3; i++) {
    const made = await createUser(ctx, {
      name: `Person ${i}`,
      externalId: `ext-${i}`,
      username: `person_${i}`,
      identifiers: [
        { identifier: { email: `person.${i}@example.com` }, isAsserted: i !== 1 },
        { identifier: { phone: `+491511234567${i}` }, isAsserted: i === 0 },
      ],
      socialAccounts: [
        {
          provider: "google",
          issuer: null,
          subject: `g-${i}`,
          profile: {
            name: `Person ${i}`,
            avatarUrl: "https://a.example/x.png",
            email: `g${i}@example.com`,
            isEmailVerified: false,
          },
        },
      ],
    });
    if (!made.ok) throw new Error(made.refusal.code);
  }
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const clientId = () => key.slice(0, "csk_".length + 8);
const readers: Record<string, () => Record<string, string>> = {
  kratos: () => ({ IMPORT_TOKEN: key }),
  logto: () => ({ IMPORT_CLIENT_ID: clientId(), IMPORT_CLIENT_SECRET: key }),
  corbado: () => ({ IMPORT_PROJECT_ID: `pro-${vendor.number}`, IMPORT_SECRET: `corbado1_${key}` }),
  transmit: () => ({ IMPORT_CLIENT_ID: clientId(), IMPORT_CLIENT_SECRET: key }),
};

let runs = 0;
function options(source: string, project: Project, read: Read, over: object = {}) {
  const name = join(folder, `${source}-${++runs}`);
  const files = { stateFile: `${name}.json`, conflictsFile: `${name}.ndjson` };
  return { source, read, project, isDryRun: false, ...files, ...over };
}

const usersOf = async (project: Project) =>
  (await listUsers(aContext(project), { limit: 100 })).toSorted((a, b) => (a.name! < b.name! ? -1 : 1));

/** What every source brings, of one user. */
const facts = ({ identifiers }: User, types: readonly string[]) =>
  identifiers
    .filter(({ type }) => types.includes(type))
    .map(({ normalized, isPrimary, verifiedAt }) => [normalized, isPrimary, verifiedAt !== null])
    .sort();

describe("an import", () => {
  it.each([
    ["kratos", ["email", "phone"]],
    ["corbado", ["email", "phone", "username"]],
    ["transmit", ["email", "phone", "username"]],
  ] as const)("from %s brings users, addresses and what was verified, once", async (source, types) => {
    const project = await aProject();
    const read = () => sources[source]!({ url: server.url, rate: 1000, env: readers[source]!() });
    expect(await runImport(options(source, project, read()))).toBe(0);
    const [before, after] = [await usersOf(vendor), await listUsers(aContext(project), { limit: 100 })];
    const factsOf = (users: User[]) => users.map((user) => facts(user, types)).sort();
    expect(factsOf(after)).toEqual(factsOf(before));
    if (source !== "transmit") {
      expect(after.map(({ socialAccounts }) => socialAccounts.map(({ subject }) => subject)).sort()).toEqual(
        source === "kratos" ? [[], [], []] : [["g-0"], ["g-1"], ["g-2"]],
      );
    }
    await runImport(options(source, project, read()));
    expect(await listUsers(aContext(project), { limit: 100 })).toHaveLength(3);
  });

  it("from logto brings users with their addresses, which its users have verified", async () => {
    const project = await aProject();
    const env = readers.logto!();
    const read = sources.logto!({ url: server.url, rate: 1000, env });
    expect(await runImport(options("logto", project, read))).toBe(0);
    const users = await usersOf(project);
    expect(users.map(({ name }) => name)).toEqual(["Person 0", "Person 1", "Person 2"]);
    expect(facts(users[1]!, ["email", "username"])).toEqual([
      ["person.1@example.com", true, true],
      ["person_1", true, true],
    ]);
    expect(users[2]!.socialAccounts).toMatchObject([{ provider: "google", subject: "g-2" }]);
  });

  it("from twilio brings the recipients of approved verifications, through every page", async () => {
    const [from, project] = [await aProject({ requestsPerMinute: 1_000_000 }), await aProject()];
    await seedInbox(from.id);
    const { secret: token } = await createApiKey(from.id, { name: "Import", scopes, dialect: "twilio" });
    const accountSid = `AC${from.id.replaceAll("-", "")}`;
    const post = async (path: string, form: Record<string, string>) => {
      const authorization = `Basic ${Buffer.from(`${accountSid}:${token}`).toString("base64")}`;
      const body = new URLSearchParams(form);
      const response = await fetch(`${server.url}/v2/${path}`, {
        method: "POST",
        headers: { authorization },
        body,
      });
      return (await response.json()) as { sid: string };
    };
    const { sid } = await post("Services", { FriendlyName: "Acme", CustomCodeEnabled: "true" });
    const people = [
      ["+15017122661", "sms", "123456"],
      ["jane@example.com", "email", "123456"],
      ["+15017122662", "sms", "654321"],
    ] as const;
    for (const [To, Channel, Code] of people) {
      await post(`Services/${sid}/Verifications`, { To, Channel, CustomCode: "123456" });
      await post(`Services/${sid}/VerificationCheck`, { To, Code });
    }
    const env = { IMPORT_ACCOUNT_SID: accountSid, IMPORT_TOKEN: token };
    const read = sources.twilio!({ url: server.url, rate: 1000, env });
    for (const created of [2, 2]) {
      expect(await runImport(options("twilio", project, read))).toBe(0);
      const users = await listUsers(aContext(project), { limit: 10 });
      expect(users).toHaveLength(created);
      expect(users.flatMap((user) => facts(user, ["email", "phone"])).sort()).toEqual([
        ["+15017122661", true, true],
        ["jane@example.com", true, true],
      ]);
    }
  });

  it("continues where it was stopped, and lists conflicts without addresses", async () => {
    const project = await aProject();
    const email = (value: string) => [{ type: "email" as const, value, verifiedAt: new Date() }];
    const all: Page[] = [
      { users: [{ key: "a", identifiers: email("a@example.com") }], next: "1" },
      { users: [{ key: "b", identifiers: email("A@example.com") }], next: "2" },
      { users: [{ key: "c", identifiers: email("c@example.com") }], next: "3" },
    ];
    const asked: (string | null)[] = [];
    const read: Read = async function* (position) {
      asked.push(position);
      for (const [i, page] of all.entries()) {
        if (i < Number(position ?? 0)) continue;
        if (i === 2 && asked.length === 1) throw new Error("The vendor is down.");
        yield page;
      }
    };
    const run = options("csv", project, read);
    await expect(runImport(run)).rejects.toThrow("The vendor is down.");
    expect(await listUsers(aContext(project), { limit: 10 })).toHaveLength(1);
    expect(await runImport(run)).toBe(0);
    expect(asked).toEqual([null, "2"]);
    expect(await listUsers(aContext(project), { limit: 10 })).toHaveLength(2);
    const conflicts = readFileSync(run.conflictsFile, "utf8");
    expect(conflicts).toBe('{"key":"b","reason":"identifier_taken","member":"email"}\n');
    await expect(runImport({ ...run, project: await aProject() })).rejects.toThrow("of another import");
  });

  it("from a file takes every column, and writes nothing in a dry run", async () => {
    const project = await aProject();
    const file = join(folder, "people.csv");
    writeFileSync(
      file,
      `id,external_id,name,email,email_verified,email_verified_at,phone,phone_verified,username,created_at,social_google,metadata
7,x-7,"Doe, Jane",jane@example.com,,2025-03-01T10:00:00Z,+4915112345678,yes,jane,2024-01-02T03:04:05Z,g-7,"{""plan"":""pro""}"
8,,,,,,,,joe,,,
`,
    );
    const read = sources.csv!({ file, rate: 1, env: {} });
    const dry = options("csv", project, read, { isDryRun: true });
    expect(await runImport(dry)).toBe(0);
    expect([existsSync(dry.stateFile), await listUsers(aContext(project), { limit: 10 })]).toEqual([
      false,
      [],
    ]);
    await runImport(options("csv", project, read));
    const jane = (await listUsers(aContext(project), { username: "jane", limit: 1 }))[0]!;
    expect(jane).toMatchObject({
      externalId: "x-7",
      name: "Doe, Jane",
      createdAt: new Date("2024-01-02T03:04:05Z"),
      wireContext: { import: { plan: "pro" } },
      socialAccounts: [{ subject: "g-7" }],
    });
    expect(jane.identifiers.find(({ type }) => type === "email")!.verifiedAt).toEqual(
      new Date("2025-03-01T10:00:00Z"),
    );
    expect(jane.identifiers.find(({ type }) => type === "phone")!.verifiedAt).not.toBeNull();
    expect((await listUsers(aContext(project), { limit: 10 })).length).toBe(2);
    // What was changed here since is kept.
    await updateUser(aContext(project), { userId: jane.id, name: "Jane Roe" });
    await runImport(options("csv", project, read));
    expect((await listUsers(aContext(project), { username: "jane", limit: 1 }))[0]!.name).toBe("Jane Roe");
  });

  it("from a file lists rows that are not users, and imports the others", async () => {
    const project = await aProject();
    const file = join(folder, "flawed.csv");
    writeFileSync(
      file,
      `id,name,email,email_verified_at,metadata
1,Jane,jane@example.com,2025-03-01,{}
2,Joe,joe@example.com,last week,
3,Jim,jim@example.com,,{
4,Jill,jill@example.com,,"{""a"":""\\u0000""}",extra
,Nobody,,,
5,"Two
lines",not an address,,
6,${"x".repeat(256)},long@example.com,,
7,Nul,nul@example.com,,"{""a"":""\\u0000""}"
8,June,june@example.com,,
`,
    );
    const read = sources.csv!({ file, rate: 1, env: {} });
    const run = options("csv", project, read);
    expect(await runImport(run)).toBe(0);
    const listed = readFileSync(run.conflictsFile, "utf8").trim().split("\n");
    expect(listed.map((line) => JSON.parse(line))).toEqual([
      { line: 3, reason: "date_invalid", member: "email_verified_at" },
      { line: 4, reason: "metadata_invalid", member: "metadata" },
      { line: 5, reason: "row_too_long" },
      { line: 6, reason: "user_unidentified" },
      { key: "5", reason: "email_invalid", member: "email" },
      { key: "6", reason: "text_too_long", member: "name" },
      { key: "7", reason: "text_invalid" },
    ]);
    const users = await listUsers(aContext(project), { limit: 10 });
    expect(users.map(({ name }) => name).sort()).toEqual(["Jane", "June"]);
  });
});
