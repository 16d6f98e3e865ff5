import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { forgetKeys } from "@/lib/access";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { aClient, type Client, expectProblem } from "./harness";

useTestDatabase();

let client: Client;
beforeEach(async () => {
  client = await aClient();
});

const patch = (dialects: unknown) => client.call("PATCH", "/project", { body: { dialects } });
const read = async () => (await client.call("GET", "/project")).body.dialects;

const issuer = {
  issuer: "https://login.example",
  jwksUrl: "https://login.example/jwks",
  audience: "our-app",
  unknownSubject: "refuse",
};

describe("a project's settings for each dialect", () => {
  it("has the documented defaults until it is set", async () => {
    expect(await read()).toMatchObject({
      corbado: { challengeDelivery: "send", challengeLifetimeSeconds: 300 },
      transmit: {
        otpLength: 6,
        otpLifetimeSeconds: 300,
        maxFailures: 3,
        lockoutSeconds: 900,
        linkLifetimeSeconds: 900,
        resendCooldownSeconds: 30,
        sendsPerHour: 5,
        linkVerifiesOnGet: false,
        foreignIssuers: [],
      },
    });
  });

  it("also has the defaults in a project that is older than the dialects", async () => {
    await db().execute(sql`update projects set settings = '{}' where id = ${client.project.id}`);
    forgetKeys();
    expect((await read()).corbado).toEqual({
      challengeDelivery: "send",
      challengeLifetimeSeconds: 300,
      templates: [],
    });
  });

  it("merges member by member and keeps omitted members", async () => {
    expect((await patch({ transmit: { otpLength: 8, maxFailures: 5 } })).status).toBe(200);
    await patch({ corbado: { challengeDelivery: "return" } });
    await patch({ transmit: { maxFailures: 4, foreignIssuers: [issuer] } });
    expect(await read()).toMatchObject({
      corbado: { challengeDelivery: "return", challengeLifetimeSeconds: 300 },
      transmit: { otpLength: 8, maxFailures: 4, foreignIssuers: [issuer] },
    });
    await patch({ transmit: { foreignIssuers: [] } });
    expect((await read()).transmit).toMatchObject({ otpLength: 8, foreignIssuers: [] });
  });

  it("is recorded only if something changed", async () => {
    await patch({ transmit: { otpLength: 6 } });
    const before = await client.call("GET", "/events?type=project.updated");
    await patch({ transmit: { otpLength: 7 } });
    const after = await client.call("GET", "/events?type=project.updated");
    expect([before, after].map(({ body }) => body.data.length)).toEqual([0, 1]);
    expect(after.body.data[0].data.members).toEqual(["dialects"]);
  });

  it.each<[string, unknown, string]>([
    ["an unknown dialect", { klingon: {} }, "/dialects/klingon"],
    ["an unknown name", { transmit: { otpLenght: 6 } }, "/dialects/transmit/otpLenght"],
    ["a short code", { transmit: { otpLength: 5 } }, "/dialects/transmit/otpLength"],
    [
      "an unknown delivery",
      { corbado: { challengeDelivery: "both" } },
      "/dialects/corbado/challengeDelivery",
    ],
    [
      "keys over http",
      { transmit: { foreignIssuers: [{ ...issuer, jwksUrl: "http://login.example/jwks" }] } },
      "/dialects/transmit/foreignIssuers/0/jwksUrl",
    ],
    [
      "keys at a host that resembles a loopback address",
      { transmit: { foreignIssuers: [{ ...issuer, jwksUrl: "http://127.evil.example/jwks" }] } },
      "/dialects/transmit/foreignIssuers/0/jwksUrl",
    ],
    [
      "keys in a file: URL",
      { transmit: { foreignIssuers: [{ ...issuer, jwksUrl: "file:///etc/passwd" }] } },
      "/dialects/transmit/foreignIssuers/0/jwksUrl",
    ],
    [
      "an issuer without an audience",
      { transmit: { foreignIssuers: [{ ...issuer, audience: undefined }] } },
      "/dialects/transmit/foreignIssuers/0/audience",
    ],
    ["null", null, "/dialects"],
  ])("refuses %s", async (_, dialects, pointer) => {
    const body = expectProblem(await patch(dialects), 400, "request_invalid");
    expect(body.violations.map((v: { pointer: string }) => v.pointer)).toContain(pointer);
    expect((await read()).transmit.otpLength).toBe(6);
  });
});

describe("an API key's dialect", () => {
  it("is set on creation, shown, and kept on rotation", async () => {
    const body = { name: "Portal", scopes: ["users:read"], dialect: "logto" };
    const made = await client.call("POST", "/api-keys", { body });
    expect(made.body.dialect).toBe("logto");
    expect((await client.call("GET", `/api-keys/${made.body.id}`)).body.dialect).toBe("logto");
    const rotated = await client.call("POST", `/api-keys/${made.body.id}/rotation`);
    expect(rotated.body.dialect).toBe("logto");
    const plain = await client.call("POST", "/api-keys", { body: { name: "Plain", scopes: ["users:read"] } });
    expect(plain.body.dialect).toBeNull();
    const wrong = await client.call("POST", "/api-keys", { body: { ...body, dialect: "klingon" } });
    expectProblem(wrong, 400, "request_invalid");
  });
});
