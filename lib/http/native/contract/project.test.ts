import { describe, expect, it } from "vitest";
import { GET } from "@/app/(portal)/logos/[name]/route";
import { useTestDatabase } from "@/lib/db/testing";
import { themeOf } from "@/lib/delivery/theme";
import { toTypeId } from "@/lib/id";
import { findProject } from "@/lib/projects";
import { check, rightCode, someone, start } from "./acts";
import { aClient, type Body, type Client, expectProblem, times } from "./harness";

useTestDatabase();

const read = async (client: Client): Promise<Body> => (await client.call("GET", "/project")).body;

async function patch(client: Client, body: object): Promise<Body> {
  const answer = await client.call("PATCH", "/project", { body });
  expect([answer.status, answer.body.violations]).toEqual([200, undefined]);
  return answer.body;
}

describe("GET /project", () => {
  it("returns the project of the key, with the complete policy of every purpose", async () => {
    const client = await aClient();
    const body = await read(client);
    expect(body).toMatchObject({
      id: toTypeId("prj", client.project.id),
      number: client.project.number.toString(),
      name: "Acme",
      branding: {
        name: null,
        accent: null,
        darkAccent: null,
        radiusPixels: null,
        logoUrl: null,
        logo: null,
        supportEmail: null,
      },
      defaultLocale: "en",
      returnUrls: [],
      embedding: { allowedOrigins: [] },
      countries: null,
      policies: {},
      requestsPerMinute: 6000,
    });
    expect(Object.keys(body.effectivePolicies)).toEqual(["confirm", "authenticate"]);
    const { email, sms } = body.effectivePolicies.confirm;
    expect(email).toMatchObject({ codeLength: 6, maxAttempts: 5, lifetimeSeconds: 600, cooldownSeconds: 30 });
    expect(sms).toEqual(email);
  });

  it("answers HEAD without a body", async () => {
    const answer = await (await aClient()).call("HEAD", "/project");
    expect([answer.status, answer.body]).toEqual([200, null]);
  });
});

describe("PATCH /project", () => {
  it("changes sent members and keeps the rest; branding merges, lists and policies are replaced", async () => {
    const client = await aClient();
    const before = await read(client);
    const branding = { accent: "#2F6B4F", radiusPixels: 0, logoUrl: "https://cdn.example/l.svg" };
    const changed = await patch(client, {
      name: " Acme & Sons ",
      branding,
      returnUrls: ["https://shop.example/done", "http://localhost:8080/done"],
      countries: ["DE", "AT"],
      policies: { confirm: { email: { lifetimeSeconds: 3600 } }, "step-up": {} },
    });
    expect(changed).toMatchObject({
      name: "Acme & Sons",
      branding: { ...before.branding, ...branding },
      returnUrls: ["https://shop.example/done", "http://localhost:8080/done"],
      countries: ["DE", "AT"],
      defaultLocale: "en",
      requestsPerMinute: 6000,
    });
    expect(changed.effectivePolicies.confirm.email.lifetimeSeconds).toBe(3600);
    expect(changed.effectivePolicies["step-up"].email.lifetimeSeconds).toBe(600);
    expect(await read(client)).toEqual(changed);

    const again = await patch(client, {
      branding: { accent: null, supportEmail: "help@shop.example" },
      returnUrls: [],
      countries: null,
      policies: { "step-up": { sms: { maxAttempts: 3 } } },
    });
    expect(again.branding).toEqual({ ...changed.branding, accent: null, supportEmail: "help@shop.example" });
    expect(again).toMatchObject({ name: "Acme & Sons", returnUrls: [], countries: null });
    expect(again.effectivePolicies.confirm.email.lifetimeSeconds).toBe(600);
    expect(again.effectivePolicies["step-up"].sms.maxAttempts).toBe(3);
  });

  const bounds: [string, number, number][] = [
    ["codeLength", 6, 10],
    ["maxAttempts", 1, 10],
    ["lifetimeSeconds", 60, 86_400],
    ["cooldownSeconds", 0, 600],
    ["maxSends", 1, 20],
    ["replaySeconds", 0, 60],
  ];
  it.each(bounds)("accepts %s from %i to %i only", async (rule, least, most) => {
    const client = await aClient();
    const policies = (value: unknown) => ({ policies: { confirm: { email: { [rule]: value } } } });
    for (const value of [least, most]) {
      const { effectivePolicies } = await patch(client, policies(value));
      expect(effectivePolicies.confirm.email[rule]).toBe(value);
    }
    for (const value of [least - 1, most + 1, least + 0.5, String(least), null]) {
      const answer = await client.call("PATCH", "/project", { body: policies(value) });
      const { violations } = expectProblem(answer, 400, "request_invalid");
      expect(violations[0].pointer).toBe(`/policies/confirm/email/${rule}`);
    }
    expect((await read(client)).policies).toEqual(policies(most).policies);
  });

  it("limits SMS codes to ten minutes, whatever the request says (docs/security.md #2)", async () => {
    const client = await aClient();
    const policies = { confirm: { sms: { lifetimeSeconds: 86_400 } } };
    const { effectivePolicies } = await patch(client, { policies });
    expect(effectivePolicies.confirm.sms).toMatchObject({ lifetimeSeconds: 600, codeLifetimeSeconds: 600 });
    expect(await start(client, { phone: "+4915112345678" })).toMatchObject({ expiresInSeconds: 600 });
  });

  it("applies to new verifications immediately, and pending ones keep their policy", async () => {
    const client = await aClient();
    const running = await start(client);
    const policies = { confirm: { email: { maxAttempts: 2, codeLength: 8, lifetimeSeconds: 60 } } };
    await patch(client, { policies, defaultLocale: "de" });
    const next = await start(client, { email: someone() });
    expect(next).toMatchObject({ attempts: { max: 2 }, expiresInSeconds: 60, locale: "de" });
    expect(await rightCode(next)).toMatch(/^\d{8}$/);
    const code = await rightCode(running);
    expect(code).toMatch(/^\d{6}$/);
    expect((await check(client, running, code)).body).toMatchObject({
      status: "verified",
      attempts: { max: 5 },
      locale: "en",
    });
  });

  it("loses none of 20 parallel changes to different members", async () => {
    const client = await aClient();
    const members: object[] = [
      { name: "All" },
      { branding: { name: "Brand" } },
      { branding: { radiusPixels: 3 } },
      { returnUrls: ["https://a.example/"] },
      { countries: ["FR"] },
      { policies: { confirm: { sms: { maxSends: 2 } } } },
      { requestsPerMinute: 5000 },
    ];
    await times(20, (i) => patch(client, members[i % members.length]!));
    expect(await read(client)).toMatchObject(
      Object.assign({}, ...members, {
        branding: { name: "Brand", radiusPixels: 3 },
      }),
    );
  });

  it("keeps a challenge's secret encrypted and never shows it; members that are not sent stay", async () => {
    const client = await aClient();
    expect((await read(client)).protection.challenge).toEqual({
      when: "risk",
      kind: "proof_of_work",
      siteKey: null,
      hasSecret: false,
    });
    const challenge = { kind: "turnstile", siteKey: "0x4AAA", secret: "0x4AAA-secret" };
    const keys = { kind: "turnstile", siteKey: "0x4AAA", hasSecret: true };
    const changed = await patch(client, { protection: { challenge } });
    expect(changed.protection.challenge).toEqual({ when: "risk", ...keys });
    const again = await patch(client, { protection: { mode: "report", challenge: { when: "always" } } });
    expect(again.protection.challenge).toEqual({ when: "always", ...keys });
    const stored = await findProject(client.project.id);
    expect(JSON.stringify(stored!.settings)).not.toContain("0x4AAA-secret");
    const incomplete = await client.call("PATCH", "/project", {
      body: { protection: { challenge: { kind: "hcaptcha", siteKey: "a" } } },
    });
    expect(expectProblem(incomplete, 400, "request_invalid").violations).toMatchObject([
      { pointer: "/protection/challenge/kind" },
    ]);
    const cleared = await patch(client, {
      protection: { challenge: { secret: null, kind: "proof_of_work" } },
    });
    expect(cleared.protection.challenge).toMatchObject({ kind: "proof_of_work", hasSecret: false });
  });

  it("records changed members before and after, and nothing if nothing changed", async () => {
    const client = await aClient();
    await patch(client, { name: "Acme", branding: {}, countries: null });
    await patch(client, { branding: { supportEmail: "secret-desk@shop.example" }, countries: ["DE"] });
    const { body } = await client.call("GET", "/events");
    expect(body.data).toHaveLength(1);
    expect(body.data[0]).toMatchObject({ type: "project.updated" });
    expect(body.data[0].data.members.toSorted()).toEqual(["branding", "countries"]);
    expect(body.data[0].data).toMatchObject({ before: { countries: null }, after: { countries: ["DE"] } });
  });

  it("changes only the project of the key, and neither its id nor its number", async () => {
    const [client, other] = [await aClient(), await aClient()];
    const before = await read(other);
    await patch(client, { name: "Mine" });
    expect(await read(other)).toEqual(before);
    for (const member of ["id", "number", "createdAt", "effectivePolicies", "kind", "projectId"]) {
      const answer = await client.call("PATCH", "/project", { body: { [member]: "1" } });
      const { violations } = expectProblem(answer, 400, "request_invalid");
      expect(violations).toEqual([{ pointer: `/${member}`, message: "Unknown member." }]);
    }
  });
});

describe("the logo", () => {
  const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=";

  it("is uploaded, copied to new emails, and served to everybody, until it is removed", async () => {
    const client = await aClient();
    const answer = await client.call("PUT", "/project/logo", { body: { content: png } });
    expect(answer).toMatchObject({ status: 200, body: { branding: { logo: { width: 1, height: 1 } } } });
    const { url } = answer.body.branding.logo;
    expect(url).toMatch(/^http:\/\/localhost:3000\/logos\/[0-9a-f]{64}\.png$/);

    const name = url.split("/").at(-1);
    const file = await GET(new Request(url), { params: Promise.resolve({ name }) });
    expect(file.headers.get("content-type")).toBe("image/png");
    expect(
      Buffer.from(await file.arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ).toBe("PNG");
    expect(themeOf((await findProject(client.project.id))!).logoUrl).toBe(url);

    expect((await client.call("DELETE", "/project/logo")).body.branding.logo).toBeNull();
    expect((await GET(new Request(url), { params: Promise.resolve({ name }) })).status).toBe(200);
  });

  it("is refused if it is no image, and cannot be set like a setting", async () => {
    const client = await aClient();
    const text = Buffer.from("<svg/>").toString("base64");
    expectProblem(
      await client.call("PUT", "/project/logo", { body: { content: text } }),
      422,
      "logo_unreadable",
    );
    const long = "A".repeat(1_400_000);
    expectProblem(
      await client.call("PUT", "/project/logo", { body: { content: long } }),
      400,
      "request_invalid",
    );
    const logo = { digest: "0".repeat(64), width: 1, height: 1 };
    expectProblem(
      await client.call("PATCH", "/project", { body: { branding: { logo } } }),
      400,
      "request_invalid",
    );
    for (const name of ["x.png", `${"0".repeat(64)}.png`, "%00"])
      expect((await GET(new Request("http://x/"), { params: Promise.resolve({ name }) })).status).toBe(404);
  });
});
