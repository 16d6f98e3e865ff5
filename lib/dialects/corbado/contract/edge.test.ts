import { beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import {
  aClient,
  aUser,
  type Client,
  type Method,
  messagesOf,
  seedBody,
  send,
  type TestResponse,
} from "./harness";

useTestDatabase();

let client: Client;
beforeAll(async () => {
  client = await aClient();
});

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

/** Checks every key that some SDK reads without testing for it. */
function expectError(answer: TestResponse, status: number, type: string) {
  expect([answer.status, answer.body.error.type]).toEqual([status, type]);
  expect(answer.body).toMatchObject({
    httpStatusCode: status,
    message: expect.stringMatching(/^[A-Z][A-Za-z ]+$/),
    requestData: {
      requestID: expect.stringMatching(/^req-\d+$/),
      link: expect.stringContaining("/requests/req-"),
    },
    runtime: expect.any(Number),
    error: { links: [] },
  });
  expect(answer.headers.get("x-request-id")).toBe(answer.body.requestData.requestID);
}

describe("credentials", () => {
  it("C18 get the same answer for a wrong secret, project or scheme, and when they are missing", async () => {
    const other = await aClient();
    const { projectID: user, apiSecret: password } = client;
    const wrong = [
      { user, password: "corbado1_wrongsecret" },
      { user, password: `${password}x` },
      { user, password: password.slice("corbado1_".length) },
      { user, password: password.replace("corbado1_", "corbado2_") },
      { user, password: other.apiSecret },
      { user: other.projectID, password },
      { user: "pro-1", password },
      { user: user.slice("pro-".length), password },
      { user: "", password: "" },
    ];
    const answers = [
      ...(await Promise.all(wrong.map((credentials) => send("GET", "/v2/users", { credentials })))),
      await send("GET", "/v2/users", { credentials: null }),
      await send("GET", "/v2/users", { headers: { authorization: `Bearer ${password}` } }),
      await send("GET", "/v2/users", { headers: { authorization: "Basic" } }),
      await send("GET", "/v2/users", { headers: { authorization: "Basic ###" } }),
      await send("POST", "/v1/emailCodes", { credentials: null, text: "{" }),
    ];
    for (const answer of answers) {
      expectError(answer, 401, "login_error");
      expect(answer.headers.get("www-authenticate")).toBe('Basic realm="Corbado Backend API"');
      const { requestData, runtime, ...rest } = answer.body;
      expect(rest).toEqual({
        httpStatusCode: 401,
        message: "Unauthorized",
        error: { type: "login_error", links: [], details: "The project ID or the API secret is wrong." },
      });
    }
  });

  it("are checked first: without them, every path, method, id and body is 401", async () => {
    for (const path of [
      "/v2/does-not-exist",
      "/v2/users/usr-1",
      "/v2/users/usr-1/identifiers",
      "/v1/nothing",
    ]) {
      for (const method of methods) {
        const answer = await send(method, path, { credentials: null });
        expect([path, method, answer.status]).toEqual([path, method, 401]);
      }
    }
  });

  it("work with the scheme in any case, and must match the project header", async () => {
    const basic = Buffer.from(`${client.projectID}:${client.apiSecret}`).toString("base64");
    for (const scheme of ["basic", "BASIC"]) {
      const { status } = await send("GET", "/v2/users", { headers: { authorization: `${scheme} ${basic}` } });
      expect(status).toBe(200);
    }
    const named = (id: string) => client.call("GET", "/v2/users", { headers: { "x-corbado-projectid": id } });
    expect((await named(client.projectID)).status).toBe(200);
    expectError(await named("pro-1234567890"), 400, "project_id_mismatch");
  });

  it("without the required scope are refused in the vendor's shape", async () => {
    const reader = await aClient({ scopes: ["users:read"] });
    expect((await reader.call("GET", "/v2/users")).status).toBe(200);
    expectError(await reader.call("POST", "/v2/users", { body: { status: "active" } }), 403, "login_error");
  });

  it("are limited in requests per minute, and refused with Retry-After", async () => {
    const slow = await aClient({ settings: { requestsPerMinute: 1 } });
    const answers = [await slow.call("GET", "/v2/users"), await slow.call("GET", "/v2/users")];
    const refused = answers[1]!;
    expectError(refused, 429, "rate_limited");
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

describe("paths and methods", () => {
  it("C19 answer the vendor's 404 to an unknown path, with every method", async () => {
    const paths = ["/v2/does-not-exist", "/v2", "/v1", "/v2/users/a/b/c/d", "/v1/projectConfig", "/v2/Users"];
    for (const path of paths) {
      for (const method of methods) {
        const answer = await client.call(method, path, method === "POST" ? { text: "{" } : {});
        expect([path, method, answer.status]).toEqual([path, method, 404]);
        if (method !== "HEAD") expectError(answer, 404, "not_found");
      }
    }
    const { userID } = await aUser(client);
    const account = await client.call("POST", `/v2/users/${userID}/socialAccounts`, { body: seedBody() });
    const item = `/v2/users/${userID}/socialAccounts/${account.body.socialAccountID}`;
    for (const method of ["GET", "PATCH", "DELETE"] as const) {
      expectError(await client.call(method, item, { body: {} }), 404, "not_found");
    }
  });

  it("C28 answer the vendor's 405 to a known path with another method", async () => {
    const { userID } = await aUser(client);
    const path = `/v2/users/${userID}/identifiers`;
    const refused = await client.call("GET", path);
    expectError(refused, 405, "method_not_allowed");
    expect(refused.body.message).toBe("Method Not Allowed");
    expect(refused.headers.get("allow")).toBe("POST");
    for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS"] as const) {
      expectError(await client.call(method, path), 405, "method_not_allowed");
    }
    const one = `/v2/users/${userID}`;
    expect((await client.call("PUT", one)).headers.get("allow")).toBe("GET, HEAD, PATCH, DELETE");
    const item = `${path}/ide-1`;
    expect((await client.call("GET", item)).headers.get("allow")).toBe("PATCH, DELETE");
    expect((await client.call("DELETE", `/v2/users/${userID}/socialAccounts`)).status).toBe(405);
  });

  it("answer HEAD as GET without the body", async () => {
    const { userID } = await aUser(client);
    const heads: [Method, string, number][] = [
      ["HEAD", `/v2/users/${userID}`, 200],
      ["HEAD", "/v2/users/usr-1", 400],
      ["HEAD", `/v2/users/${userID}/identifiers`, 405],
    ];
    for (const [method, path, status] of heads) {
      expect((await client.call(method, path)).status).toBe(status);
    }
  });
});

describe("bodies", () => {
  it("that are too large, too deep or badly encoded are refused below 500", async () => {
    const large = await client.call("POST", "/v2/users", { text: `{"status":"${"x".repeat(70_000)}"}` });
    expectError(large, 413, "validation_error");
    const deep = await client.call("POST", "/v2/users", { text: `${"[".repeat(5000)}${"]".repeat(5000)}` });
    expectError(deep, 400, "invalid_json");
    const half = await client.call("POST", "/v2/users", {
      text: '{"status":"active","fullName":"abc\\ud800"}',
    });
    expect(messagesOf(half)).toEqual(["fullName: must be in a valid format"]);
    const duplicate = await client.call("POST", "/v2/users", { text: '{"status":"x","status":"active"}' });
    expect(duplicate.status).toBe(200);
  });

  it("get an answer with its own request id, whatever X-Request-Id says", async () => {
    const ids = new Set<string>();
    for (let i = 0; i < 5; i++) {
      const headers = { "x-request-id": "mine" };
      const { body } = await client.call("GET", "/v2/users/usr-1", { headers });
      ids.add(body.requestData.requestID);
    }
    expect(ids.size).toBe(5);
  });
});
