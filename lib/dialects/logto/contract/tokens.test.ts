import { beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { aClient, type Body, type Client, resource, send, type TestResponse } from "./harness";

useTestDatabase();

let client: Client;
beforeAll(async () => {
  client = await aClient();
});

interface TokenAnswer {
  status: number;
  body: Body;
}

async function post(
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<TokenAnswer> {
  const answer = await send("POST", "/oidc/token", {
    text: new URLSearchParams(form).toString(),
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
  });
  return { status: answer.status, body: JSON.parse(answer.body) };
}

const credentials = () => ({ client_id: client.id, client_secret: client.secret });
const said = ({ status, body }: TestResponse) => [status, body?.code];

describe("the token endpoint", () => {
  it("T1: an unknown client", async () => {
    const { status, body } = await post({
      grant_type: "client_credentials",
      client_id: "not-found",
      resource,
    });
    expect([status, body]).toEqual([
      400,
      expect.objectContaining({ error: "invalid_client", error_description: "invalid client not-found" }),
    ]);
  });

  it("T2: without a resource", async () => {
    const { status, body } = await post({ grant_type: "client_credentials", ...credentials() });
    expect([status, body]).toEqual([
      400,
      expect.objectContaining({
        error: "invalid_target",
        error_description: "both `resource` and `organization_id` are not provided",
      }),
    ]);
  });

  it("T4: for an unknown resource", async () => {
    const { status, body } = await post({
      grant_type: "client_credentials",
      ...credentials(),
      resource: "https://not-found",
    });
    expect([status, body]).toEqual([
      400,
      expect.objectContaining({
        error: "invalid_target",
        error_description: "resource indicator is missing, or unknown",
      }),
    ]);
  });

  it("issues a token for the Management API with the requested scope", async () => {
    const { status, body } = await post({
      grant_type: "client_credentials",
      ...credentials(),
      resource: "https://acme.logto.app/api",
      scope: "all",
    });
    expect([status, body.token_type, body.expires_in, body.scope]).toEqual([200, "Bearer", 3600, "all"]);
  });

  it("refuses a token without the scope", async () => {
    const { body } = await post({ grant_type: "client_credentials", ...credentials(), resource });
    expect(body.scope).toBeUndefined();
    const headers = { authorization: `Bearer ${body.access_token}` };
    expect(said(await send("GET", "/api/connectors", { headers }))).toEqual([403, "auth.forbidden"]);
  });

  it("refuses a token for another audience, and says why", async () => {
    const { body } = await post({
      grant_type: "client_credentials",
      ...credentials(),
      resource: "http://localhost:3000/elsewhere",
      scope: "all",
    });
    const headers = { authorization: `Bearer ${body.access_token}` };
    const answer = await send("GET", "/api/connectors", { headers });
    expect(said(answer)).toEqual([401, "auth.unauthorized"]);
    expect(answer.body.data).toEqual({
      code: "ERR_JWT_CLAIM_VALIDATION_FAILED",
      name: "JWTClaimValidationFailed",
      claim: "aud",
      reason: "check_failed",
    });
  });
});

describe("a user's token without a browser", () => {
  const exchange = (subjectToken: string, over: Record<string, string> = {}) =>
    post(
      {
        grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
        subject_token: subjectToken,
        subject_token_type: "urn:logto:token-type:impersonation_token",
        scope: "openid profile email phone identities",
        ...over,
      },
      { authorization: `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString("base64")}` },
    );
  const aSubject = async () => {
    const user = (await client.call("POST", "/api/users", { body: { name: "Jane" } })).body;
    const body = { userId: user.id };
    return { user, issued: await client.call("POST", "/api/subject-tokens", { body }) };
  };

  it("a backend vouches for a user, once", async () => {
    const { user, issued } = await aSubject();
    expect([issued.status, issued.body.expiresIn]).toEqual([201, 600]);
    expect(issued.body.subjectToken).toMatch(/^sub_[\w-]{43}$/);
    const { status, body } = await exchange(issued.body.subjectToken);
    expect([status, body.token_type, body.expires_in, body.scope]).toEqual([
      200,
      "Bearer",
      3600,
      "openid profile email phone identities",
    ]);
    expect(body.access_token).toMatch(/^[\w-]{43}$/);
    const headers = { authorization: `Bearer ${body.access_token}` };
    const me = await send("GET", "/api/my-account", { headers });
    expect([me.status, me.body.id]).toEqual([200, user.id]);
    const again = await exchange(issued.body.subjectToken);
    expect([again.status, again.body.error]).toEqual([400, "invalid_grant"]);
  });

  it("of many parallel exchanges of one token, one succeeds", async () => {
    const { issued } = await aSubject();
    const all = await Promise.all(Array.from({ length: 6 }, () => exchange(issued.body.subjectToken)));
    expect(all.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400, 400]);
  });

  it("is not accepted as a management token, nor a management token as a user's", async () => {
    const { issued } = await aSubject();
    const { body } = await exchange(issued.body.subjectToken);
    const headers = { authorization: `Bearer ${body.access_token}` };
    expect(said(await send("GET", "/api/users", { headers }))).toEqual([401, "auth.unauthorized"]);
    expect(said(await client.call("GET", "/api/my-account"))).toEqual([401, "auth.unauthorized"]);
  });

  it("stops working when its user is deleted", async () => {
    const { user, issued } = await aSubject();
    const { body } = await exchange(issued.body.subjectToken);
    await client.call("DELETE", `/api/users/${user.id}`);
    const headers = { authorization: `Bearer ${body.access_token}` };
    expect(said(await send("GET", "/api/my-account", { headers }))).toEqual([401, "auth.unauthorized"]);
  });

  it("works only for the project's own clients", async () => {
    const { issued } = await aSubject();
    const stranger = await aClient();
    const basic = Buffer.from(`${stranger.id}:${stranger.secret}`).toString("base64");
    const { status, body } = await post(
      {
        grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
        subject_token: issued.body.subjectToken,
        subject_token_type: "urn:logto:token-type:impersonation_token",
      },
      { authorization: `Basic ${basic}` },
    );
    expect([status, body.error]).toEqual([400, "invalid_grant"]);
  });

  it("refuses a user who does not exist", async () => {
    const answer = await client.call("POST", "/api/subject-tokens", { body: { userId: "nobody" } });
    expect(said(answer)).toEqual([404, "entity.not_exists_with_id"]);
  });
});
