import { beforeAll, describe, expect, it } from "vitest";
import { countKeyUsage, listRequests, type Scope, scopes, startRequestLog } from "@/lib/access";
import { useTestDatabase } from "@/lib/db/testing";
import { newId, toTypeId } from "@/lib/id";
import { everyPage } from "./acts";
import {
  aClient,
  type Body,
  type Client,
  expectProblem,
  send,
  type TestRequest,
  type TestResponse,
  times,
} from "./harness";

/* docs/security.md #37: shown once, scoped, ending, two live at once, revoked everywhere soon. */

useTestDatabase();

let client: Client;
beforeAll(async () => {
  client = await aClient();
});

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

async function aKey(body: object = {}, by = client): Promise<Body> {
  const answer = await by.call("POST", "/api-keys", {
    body: { name: "Checkout", scopes: ["settings:read"], ...body },
  });
  expect(answer.status).toBe(201);
  return answer.body;
}

const rotate = (key: Body, body: object = {}, by = client) =>
  by.call("POST", `/api-keys/${key.id}/rotation`, { body });

/** Sends a request with a key that has these scopes. */
const asks = (secret: string, asked: TestRequest = {}): Promise<TestResponse> =>
  send("GET", "/project", { key: secret, ...asked });

describe("POST /api-keys", () => {
  it("creates a working key and shows it only once", async () => {
    const { secret, ...key } = await aKey({ name: " Checkout ", scopes: ["settings:read", "settings:read"] });
    expect(key).toEqual({
      id: expect.stringMatching(/^key_/),
      name: "Checkout",
      prefix: secret.slice(0, 12),
      scopes: ["settings:read"],
      dialect: null,
      allowedIps: [],
      createdAt: expect.any(String),
      expiresAt: null,
      expiresInSeconds: null,
      lastUsedAt: null,
    });
    expect(secret).toMatch(/^csk_[0-9a-z]{8}_[0-9A-Za-z_-]{43}$/);
    expect((await asks(secret)).status).toBe(200);
    const read = await client.call("GET", `/api-keys/${key.id}`);
    expect(read.body).toEqual({ ...key, lastUsedAt: expect.any(String) });
    const listed = await client.call("GET", "/api-keys?limit=100");
    expect(listed.body.data).toContainEqual(read.body);
    for (const answer of [read, listed]) expect(JSON.stringify(answer.body)).not.toContain(secret.slice(13));
  });

  it("expires as requested", async () => {
    const { secret, ...key } = await aKey({ expiresAt: inSeconds(3600) });
    expect(key.expiresInSeconds).toBeGreaterThan(3590);
    expect(key.expiresInSeconds).toBeLessThanOrEqual(3600);
    expect((await asks(secret)).status).toBe(200);
  });

  const refused: [string, object, number, string][] = [
    ["no scope", { scopes: [] }, 400, "request_invalid"],
    ["an unknown scope", { scopes: ["verifications:*"] }, 400, "request_invalid"],
    ["no name", { name: " " }, 400, "request_invalid"],
    ["a malformed expiry", { expiresAt: "tomorrow" }, 400, "request_invalid"],
    ["an expiry without an offset", { expiresAt: "2030-01-01T00:00:00" }, 400, "request_invalid"],
    ["an expiry in the past", { expiresAt: inSeconds(-1) }, 422, "expiry_in_past"],
    ["a secret chosen by the caller", { secret: "csk_x" }, 400, "request_invalid"],
  ];
  it.each(refused)("refuses %s", async (_, body, status, code) => {
    const answer = await client.call("POST", "/api-keys", {
      body: { name: "Checkout", scopes: ["settings:read"], ...body },
    });
    expectProblem(answer, status, code);
  });

  it("grants no scope that the caller's own key lacks", async () => {
    const poor = await aClient({ project: client.project, scopes: ["settings:write", "settings:read"] });
    const asked = { name: "More", scopes: ["settings:read", "inbox:read"] };
    const body = expectProblem(await poor.call("POST", "/api-keys", { body: asked }), 403, "scope_not_held");
    expect(body.scope).toBe("inbox:read");
    await aKey({ scopes: ["settings:write"] }, poor);
    const rich = await aKey({ scopes });
    expectProblem(await rotate(rich, {}, poor), 403, "scope_not_held");
    expect((await asks(rich.secret)).status).toBe(200);
  });
});

describe("a scope", () => {
  it.each(scopes)("%s allows only its own calls", async (scope: Scope) => {
    const own = await aClient({ project: client.project, scopes: [scope] });
    const reads: [Scope, string][] = [
      ["verifications:read", "/verifications"],
      ["users:read", "/users"],
      ["settings:read", "/api-keys"],
      ["inbox:read", "/inbox/messages"],
    ];
    for (const [needed, path] of reads) {
      const answer = await own.call("GET", path);
      if (needed === scope) expect(answer.status).toBe(200);
      else expect(expectProblem(answer, 403, "insufficient_scope").scope).toBe(needed);
    }
    const writes: [Scope, string][] = [
      ["verifications:write", "/verifications"],
      ["users:write", "/users"],
    ];
    for (const [needed, path] of writes) {
      expect((await own.call("POST", path, { body: {} })).status).toBe(needed === scope ? 201 : 403);
    }
    expect((await own.call("PATCH", "/project", { body: {} })).status).toBe(
      scope === "settings:write" ? 200 : 403,
    );
  });
});

describe("POST /api-keys/{id}/rotation", () => {
  it("creates a second key with the same name and scopes; both work until the overlap ends", async () => {
    const old = await aKey({ scopes: ["settings:read", "users:read"] });
    const answer = await rotate(old, { overlapSeconds: 600 });
    expect(answer.status).toBe(201);
    const { secret, ...next } = answer.body;
    expect(next).toMatchObject({ name: old.name, scopes: old.scopes, expiresAt: null });
    expect(next.id).not.toBe(old.id);
    expect(secret).not.toBe(old.secret);
    for (const live of [old.secret, secret]) expect((await asks(live)).status).toBe(200);
    const { body } = await client.call("GET", `/api-keys/${old.id}`);
    expect(body.expiresInSeconds).toBeGreaterThan(590);
    expect(body.expiresInSeconds).toBeLessThanOrEqual(600);
  });

  it("overlaps by a day by default, and never extends the old key", async () => {
    const day = 86_400;
    const old = await aKey();
    await rotate(old);
    const { body } = await client.call("GET", `/api-keys/${old.id}`);
    expect(body.expiresInSeconds).toBeGreaterThan(day - 10);
    const short = await aKey({ expiresAt: inSeconds(60) });
    await rotate(short, { overlapSeconds: day, expiresAt: inSeconds(7200) });
    const ending = await client.call("GET", `/api-keys/${short.id}`);
    expect(ending.body.expiresAt).toBe(short.expiresAt);
  });

  it("revokes the old key immediately without an overlap", async () => {
    const old = await aKey();
    const { body } = await rotate(old, { overlapSeconds: 0 });
    expectProblem(await asks(old.secret), 401, "unauthorized");
    expect((await asks(body.secret)).status).toBe(200);
  });

  it("refuses overlaps over a week, expiry in the past, and deleted keys", async () => {
    const key = await aKey();
    for (const overlapSeconds of [-1, 604_801, 1.5, "60"]) {
      expectProblem(await rotate(key, { overlapSeconds }), 400, "request_invalid");
    }
    expectProblem(await rotate(key, { expiresAt: inSeconds(-1) }), 422, "expiry_in_past");
    await client.call("DELETE", `/api-keys/${key.id}`);
    expectProblem(await rotate(key), 404, "api_key_not_found");
  });
});

describe("DELETE /api-keys/{id}", () => {
  it("revokes the key immediately, removes it from the list and returns it", async () => {
    const { secret, ...key } = await aKey();
    expect((await asks(secret)).status).toBe(200);
    const deleted = await client.call("DELETE", `/api-keys/${key.id}`);
    expect(deleted.status).toBe(200);
    expect(deleted.body).toMatchObject({ id: key.id, name: key.name, prefix: key.prefix });
    expect(deleted.body).not.toHaveProperty("secret");
    const refused = await asks(secret);
    expectProblem(refused, 401, "unauthorized");
    for (const method of ["GET", "DELETE"] as const) {
      expectProblem(await client.call(method, `/api-keys/${key.id}`), 404, "api_key_not_found");
    }
    const { body } = await client.call("GET", "/api-keys?limit=100");
    expect(body.data.map(({ id }: Body) => id)).not.toContain(key.id);
  });

  it("can be created with the key itself", async () => {
    const own = await aClient({ project: client.project });
    const path = `/api-keys/${toTypeId("key", own.apiKeyId)}`;
    expect((await own.call("DELETE", path)).status).toBe(200);
    expectProblem(await own.call("GET", path), 401, "unauthorized");
  });
});

describe("allowed addresses", () => {
  const from = (address: string, secret: string) =>
    asks(secret, { headers: { "x-countersign-peer": address } });

  it("refuse the key from elsewhere, also after a rotation, until they are removed", async () => {
    const key = await aKey({ allowedIps: ["203.0.113.0/24", "2001:db8::/32"] });
    expect((await from("203.0.113.9", key.secret)).status).toBe(200);
    expect((await from("2001:db8::7", key.secret)).status).toBe(200);
    const body = expectProblem(await from("198.51.100.7", key.secret), 403, "address_not_allowed");
    expect(body.address).toBe("198.51.100.7");
    const rotated = (await rotate(key)).body;
    expectProblem(await from("198.51.100.7", rotated.secret), 403, "address_not_allowed");
    const updated = await client.call("PATCH", `/api-keys/${key.id}`, { body: { allowedIps: [] } });
    expect(updated.body).toMatchObject({ id: key.id, allowedIps: [] });
    expect((await from("198.51.100.7", key.secret)).status).toBe(200);
  });

  it("must be addresses or ranges", async () => {
    const asked = { name: "Key", scopes: ["users:read"], allowedIps: ["203.0.113.0/33"] };
    const { violations } = expectProblem(
      await client.call("POST", "/api-keys", { body: asked }),
      400,
      "request_invalid",
    );
    expect(violations[0].pointer).toBe("/allowedIps/0");
  });
});

describe("the request log", () => {
  it("counts every request, stores the first of each second, and no values", async () => {
    const own = await aClient();
    const stop = startRequestLog({
      onError: (error) => {
        throw error;
      },
    });
    const start = (i: number) =>
      own.call("POST", "/verifications", { body: { email: `secret.${i}@example.com` } });
    await times(12, start);
    await own.call("GET", `/verifications/${toTypeId("ver", newId())}`);
    await stop();
    const logged = await listRequests(own.project.id, { apiKeyId: own.apiKeyId, limit: 100 });
    expect(logged.length).toBeGreaterThanOrEqual(5);
    expect(logged.at(-1)).toMatchObject({
      method: "POST",
      path: "/api/v1/verifications",
      status: 201,
      outcome: "ok",
      members: ["email"],
    });
    expect(JSON.stringify(logged)).not.toContain("secret.");
    const [today] = await countKeyUsage(own.apiKeyId, 1);
    expect(today).toMatchObject({ requests: 13, refused: 1, failed: 0 });
  });
});

describe("keys", () => {
  it("are listed newest first, page by page", async () => {
    const by = await aClient();
    const made: string[] = [];
    for (let i = 0; i < 4; i++) made.push((await aKey({}, by)).id);
    const listed = (await everyPage(by, "/api-keys?", 2)).map(({ id }) => id);
    expect(listed).toEqual([...made.toReversed(), toTypeId("key", by.apiKeyId)]);
  });

  it("of another project are not found", async () => {
    const key = await aKey();
    const stranger = await aClient();
    for (const id of [key.id, toTypeId("key", newId())]) {
      const path = `/api-keys/${id}`;
      expectProblem(await stranger.call("GET", path), 404, "api_key_not_found");
      expectProblem(await stranger.call("DELETE", path), 404, "api_key_not_found");
      expectProblem(await rotate({ id }, {}, stranger), 404, "api_key_not_found");
    }
    expect((await asks(key.secret)).status).toBe(200);
  });

  it("are distinguished even if they differ only at the end", async () => {
    const { secret } = await aKey();
    const other = await aKey();
    const wrong = [
      `${secret.slice(0, 13)}${other.secret.slice(13)}`,
      secret.slice(0, 12),
      secret.toUpperCase(),
      `${secret}x`,
    ];
    const answers = await times(wrong.length, (i) => asks(wrong[i]!));
    for (const answer of answers) expectProblem(answer, 401, "unauthorized");
  });
});
