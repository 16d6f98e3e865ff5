import { beforeAll, describe, expect, it } from "vitest";
import { issueApiKey } from "@/lib/access";
import { aContext } from "@/lib/access/testing";
import { useTestDatabase } from "@/lib/db/testing";
import type { Operation } from "@/lib/http";
import { type IdPrefix, newId, toTypeId } from "@/lib/id";
import {
  aClient,
  allScopes,
  type Client,
  everyEndpoint,
  everyRoute,
  expectProblem,
  type Method,
  missingPath,
  send,
  times,
} from "./harness";

/* What every endpoint does alike, asked of every endpoint that a route file declares. */

useTestDatabase();

interface Declared {
  pattern: string;
  method: Method;
  operation: Operation;
}
let endpoints: Declared[];
let client: Client;

beforeAll(async () => {
  endpoints = await everyEndpoint();
  client = await aClient();
});

describe("every endpoint", () => {
  it("is covered by these tests", () => {
    expect(endpoints.length).toBeGreaterThan(25);
    expect(new Set(endpoints.map(({ operation }) => operation.operationId)).size).toBe(endpoints.length);
  });

  it("answers 401 without a valid key, with WWW-Authenticate", async () => {
    const ended = await aClient({ project: client.project });
    await ended.call("DELETE", `/api-keys/${toTypeId("key", ended.apiKeyId)}`);
    const wrongSecret = `${client.key.slice(0, -1)}${client.key.endsWith("A") ? "B" : "A"}`;
    const headers = [
      {},
      ...[
        "",
        "Bearer",
        "Bearer x",
        "Basic dXNlcjpwYXNz",
        `Bearer ${wrongSecret}`,
        `Bearer ${ended.key}`,
        client.key,
      ].map((authorization) => ({ authorization })),
    ];
    for (const { pattern, method } of endpoints) {
      for (const header of headers) {
        const answer = await send(method, missingPath(pattern), { key: null, headers: header });
        expectProblem(answer, 401, "unauthorized");
        expect(answer.headers.get("www-authenticate")).toBe('Bearer realm="countersign"');
      }
    }
  });

  it("answers 403 to a key without the scope, and names it", async () => {
    for (const { pattern, method, operation } of endpoints) {
      const weak = await aClient({
        project: client.project,
        scopes: allScopes.filter((s) => s !== operation.scope),
      });
      const body = expectProblem(await weak.call(method, missingPath(pattern)), 403, "insufficient_scope");
      expect(body.scope).toBe(operation.scope);
    }
  });

  it("answers 404 to a malformed id, an id of another kind, and an unknown id", async () => {
    for (const { pattern, method, operation } of endpoints.filter((e) => e.pattern.includes("[id]"))) {
      const bad = [
        "x",
        "%00",
        "..%2F..",
        "ver_",
        "%F0%9F%92%A9",
        toTypeId("soc", newId()),
        newId(),
        "a".repeat(5000),
      ];
      for (const id of bad) {
        const answer = await client.call(method, pattern.replace(/\[\w+\]/g, id));
        expectProblem(answer, 404, "not_found");
      }
      const known = (
        ["ver", "usr", "key", "evt", "prv", "dlv", "con", "soc", "prj"] satisfies IdPrefix[]
      ).map((prefix) => toTypeId(prefix, newId()));
      for (const id of known) {
        const answer = await client.call(method, pattern.replace(/\[\w+\]/g, id), bodyFor(operation));
        expect({ pattern, method, status: answer.status }).toEqual({ pattern, method, status: 404 });
      }
      const answer = await client.call(method, missingPath(pattern), bodyFor(operation));
      expect(answer.body.code).toMatch(
        /^(verification|user|api_key|event|provider|project|delivery|connector|suppression|webhook_endpoint|webhook_message)_not_found$/,
      );
      expectProblem(answer, 404, answer.body.code);
    }
  });

  it("answers 405 to other methods, with Allow", async () => {
    for (const { pattern, exports } of await everyRoute()) {
      const served = endpoints.filter((e) => e.pattern === pattern).map((e) => e.method);
      for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"] as const) {
        if (served.includes(method)) continue;
        const answer = await client.call(method, missingPath(pattern));
        const body = expectProblem(answer, 405, "method_not_allowed");
        expect(answer.headers.get("allow")).toBe(body.allow.join(", "));
        expect(body.allow).toEqual(expect.arrayContaining(served));
      }
      expect(Object.keys(exports).sort()).toEqual(
        ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"].sort(),
      );
      const options = await client.call("OPTIONS", missingPath(pattern));
      expect([options.status, options.body]).toEqual([204, null]);
      expect(options.headers.get("allow")?.split(", ")).toEqual(
        expect.arrayContaining(["OPTIONS", ...served]),
      );
    }
  });

  it("answers HEAD like GET without the body, and 405 if there is no GET", async () => {
    for (const { pattern } of await everyRoute()) {
      const path = missingPath(pattern);
      const head = await client.call("HEAD", path);
      const get = await client.call("GET", path);
      expect([pattern, head.status]).toEqual([pattern, get.status]);
      expect(head.headers.get("content-type")).toBe(get.headers.get("content-type"));
    }
    const gets = endpoints.filter((e) => e.method === "GET").map((e) => e.pattern);
    for (const pattern of gets) expect((await client.call("HEAD", missingPath(pattern))).body).toBeNull();
  });

  it("refuses bodies over the cap, in general 64 KiB, without reading them whole", async () => {
    for (const { pattern, method, operation } of endpoints.filter((e) => e.operation.body)) {
      const { maxBodyBytes = 65_536 } = operation;
      const text = JSON.stringify({ name: "x".repeat(maxBodyBytes) });
      const body = expectProblem(
        await client.call(method, missingPath(pattern), { text }),
        413,
        "body_too_large",
      );
      expect(body.maxBodyBytes).toBe(maxBodyBytes);
      const announced = { text, headers: { "content-length": String(text.length) } };
      expectProblem(await client.call(method, missingPath(pattern), announced), 413, "body_too_large");
      const lying = { text, headers: { "content-length": "10" } };
      expect((await client.call(method, missingPath(pattern), lying)).status).toBeLessThan(500);
    }
  });

  it("refuses other content types, and accepts every JSON media type", async () => {
    for (const { pattern, method, operation } of endpoints.filter((e) => e.operation.body)) {
      const path = missingPath(pattern);
      for (const type of [
        "text/plain",
        "application/xml",
        "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded",
        "text/json",
        "json",
      ]) {
        const answer = await client.call(method, path, {
          ...bodyFor(operation),
          headers: { "content-type": type },
        });
        expectProblem(answer, 415, "media_type_unsupported");
      }
      for (const type of [
        "application/json",
        "APPLICATION/JSON; charset=utf-8",
        "application/merge-patch+json",
      ]) {
        const answer = await client.call(method, path, { text: "[", headers: { "content-type": type } });
        expectProblem(answer, 400, "request_invalid");
      }
    }
  });

  it("answers 400 to malformed JSON, non-objects and unknown members", async () => {
    const malformed = [
      "{",
      "[",
      '{"a":}',
      "{'a':1}",
      "nul",
      '"',
      "{}{}",
      "\u0000",
      "\ufeff{",
      "NaN",
      `${"[".repeat(30_000)}`,
    ];
    const shapes = ["null", "[]", "1", '"text"', "true", `${"[".repeat(30_000)}${"]".repeat(30_000)}`];
    for (const { pattern, method } of endpoints.filter((e) => e.operation.body)) {
      const path = missingPath(pattern);
      for (const text of [...malformed, ...shapes]) {
        const body = expectProblem(await client.call(method, path, { text }), 400, "request_invalid");
        expect(body.violations).toEqual([{ pointer: "", message: expect.any(String) }]);
      }
      const unknown = await client.call(method, path, { body: { emial: 1, "a/b~c": 2 } });
      const { violations } = expectProblem(unknown, 400, "request_invalid");
      const pointers = violations.map(({ pointer }: { pointer: string }) => pointer);
      expect(pointers).toEqual(expect.arrayContaining(["/emial", "/a~1b~0c"]));
    }
  });

  it("refuses unknown, repeated and malformed query parameters by name", async () => {
    for (const { pattern, method, operation } of endpoints.filter((e) => e.operation.query)) {
      const path = missingPath(pattern);
      const names = Object.keys(operation.query!.shape ?? operation.query!.def?.shape ?? {});
      const ofLists = [
        "limit=0",
        "limit=101",
        "limit=-1",
        "limit=1.5",
        "limit=ten",
        "limit=",
        "limit=1e400",
        "cursor=",
        "cursor=x",
        "limit=1&limit=2",
      ];
      const cases = ["colour=red", ...(names.includes("limit") ? ofLists : [])];
      for (const query of cases) {
        const { violations } = expectProblem(
          await client.call(method, `${path}?${query}`),
          400,
          "request_invalid",
        );
        const pointer = `/${query.split("=")[0]}`;
        expect(violations[0]).toMatchObject({ part: "query", pointer });
      }
      expectProblem(await client.call(method, `${path}?%00=1`), 400, "request_invalid");
    }
  });

  it("returns the request id that was sent if it is valid, or a new one", async () => {
    for (const { pattern, method } of endpoints) {
      const given = await client.call(method, missingPath(pattern), {
        headers: { "x-request-id": "my.request-1" },
      });
      expect(given.headers.get("x-request-id")).toBe("my.request-1");
      for (const bad of ["with space", "a".repeat(129), "<script>", "ü"]) {
        const answer = await client.call(method, missingPath(pattern), { headers: { "x-request-id": bad } });
        expect(answer.headers.get("x-request-id")).toMatch(/^req_[0-9a-f]{32}$/);
      }
      expect(given.headers.get("cache-control")).toBe("no-store");
    }
  });

  it("shows the requests left in RateLimit", async () => {
    for (const { pattern, method } of endpoints) {
      const { headers } = await client.call(method, missingPath(pattern));
      expect(headers.get("ratelimit-policy")).toMatch(/^"requests";q=6000;w=60/);
      expect(headers.get("ratelimit")).toMatch(/^"requests";r=\d+;t=\d+/);
    }
  });
});

describe("the edge", () => {
  it("answers 404 to unknown paths, whatever the method", async () => {
    for (const path of ["", "/", "/nothing", "/verifications/a/b/c", "/users/x/y", "/Verifications"]) {
      for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"] as const) {
        expectProblem(await client.call(method, path), 404, "not_found");
      }
    }
  });

  it("refuses requests over the limit, with Retry-After", async () => {
    const limited = await aClient({ settings: { requestsPerMinute: 3 } });
    const answers = await times(10, () => limited.call("GET", "/project"));
    const refused = answers.filter(({ status }) => status === 429);
    // A new window can begin in between: then six are answered.
    expect([4, 7]).toContain(refused.length);
    const body = expectProblem(refused[0]!, 429, "quota_exceeded");
    expect(body.violatedPolicies).toEqual(["requests"]);
    expect(refused[0]!.headers.get("ratelimit-policy")).toBe('"requests";q=3;w=60');
    expect(refused[0]!.headers.get("ratelimit")).toMatch(/^"requests";r=0;t=\d+$/);
  });

  it("reveals no internals when something breaks", async () => {
    const made = await issueApiKey(aContext(client.project, { caller: { kind: "system" } }), {
      name: "Of nobody",
      scopes: ["settings:read"],
    });
    if (!made.ok) throw new Error(made.refusal.code);
    const broken = { shape: "wrong" };
    const { db } = await import("@/lib/db");
    const { sql } = await import("drizzle-orm");
    const { forgetKeys } = await import("@/lib/access");
    await db().execute(
      sql`update projects set settings = ${JSON.stringify(broken)}::jsonb where id = ${client.project.id}`,
    );
    forgetKeys();
    const answer = await send("GET", "/project", { key: made.value.secret });
    const body = expectProblem(answer, 500, "internal_error");
    expect(JSON.stringify(body)).not.toMatch(/zod|shape|postgres|select|stack|\.ts/i);
  });
});

/** A valid body, so that the tested part is reached. */
function bodyFor({ operationId }: Operation) {
  const bodies: Record<string, unknown> = {
    checkCode: { code: "000000" },
    addIdentifier: { email: "jane@example.com" },
    addSocialAccount: { provider: "google", subject: "1" },
    beginAuthorization: { redirectUri: "https://shop.example/done" },
    finishAuthorization: { parameters: { state: "x" } },
    testProvider: { to: "jane@example.com" },
    createUser: {},
    replayWebhooks: { from: "2026-01-01T00:00:00Z" },
    startVerification: {},
    createApiKey: { name: "Key", scopes: ["users:read"] },
    createProjectKey: { name: "Key", scopes: ["users:read"] },
    createProvider: { kind: "inbox", name: "Inbox" },
  };
  return { body: bodies[operationId] ?? {} };
}
