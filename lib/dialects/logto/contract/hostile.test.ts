import { describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { aClient, handleRequest } from "./harness";

useTestDatabase();

const long = "a".repeat(5000);

describe("ids in paths", () => {
  it.each([
    ["GET", `/api/connectors/${long}`],
    ["PATCH", `/api/connectors/${long}`],
    ["DELETE", `/api/connectors/${long}`],
    ["POST", `/api/connectors/${long}/test`],
    ["POST", `/api/connectors/${long}/authorization-uri`],
    ["GET", `/api/connector-factories/${long}`],
    ["GET", `/api/users/${long}`],
    ["GET", `/api/users/${long}/identities/${long}`],
    ["DELETE", `/api/users/${long}/identities/${long}`],
    ["GET", `/api/connectors/%00`],
    ["GET", `/api/users/%00`],
    ["GET", `/api/connectors/${encodeURIComponent("'; drop table users; --")}`],
  ] as const)("that cannot exist are a 4xx of the vendor's: %s %.40s", async (method, path) => {
    const client = await aClient();
    const answer = await client.call(
      method,
      path,
      method === "GET" || method === "DELETE" ? {} : { body: {} },
    );
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.body?.code ?? answer.body).toBeTruthy();
  });
});

describe("bodies", () => {
  it("that are not UTF-8 are refused, and nothing is stored", async () => {
    const client = await aClient();
    const before = (await client.call("GET", "/api/users")).body.length;
    const token = await client.call("GET", "/api/users");
    expect(token.status).toBe(200);
    const latin1 = Buffer.from('{"name":"J\u00fcrgen","primaryEmail":"j@example.com"}', "latin1");
    const response = await handleRequest(
      new Request("http://localhost:3000/api/users", {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${client.token}` },
        body: latin1,
      }),
    );
    expect(response.status).toBe(400);
    expect((await client.call("GET", "/api/users")).body).toHaveLength(before);
  });

  it("that are compressed are 415", async () => {
    const client = await aClient();
    const answer = await client.call("POST", "/api/users", {
      body: {},
      headers: { "content-encoding": "gzip" },
    });
    expect(answer.status).toBe(415);
  });
});

describe("filters", () => {
  it.each([
    "/api/users?search=%25&mode=nonsense",
    "/api/users?page=x",
    "/api/users?page_size=-1",
    "/api/connectors?target=",
  ])("that are not understood never widen the answer: %s", async (path) => {
    const client = await aClient();
    await client.call("POST", "/api/users", { body: { primaryEmail: "one@example.com" } });
    const answer = await client.call("GET", path);
    if (answer.status === 200) expect(answer.body).toEqual([]);
    else expect(answer.status).toBe(400);
  });
});

it("HEAD has the status of GET, without a body", async () => {
  const client = await aClient();
  for (const path of ["/api/users", "/api/connectors", "/api/users/nobody", "/api/status"]) {
    const [head, get] = [await client.call("HEAD", path), await client.call("GET", path)];
    expect({ path, status: head.status }).toEqual({ path, status: get.status });
    expect(head.body).toBeNull();
  }
});

it("ids in bodies that cannot exist are a 4xx of the vendor's", async () => {
  const client = await aClient();
  const bodies: [string, object][] = [
    ["/api/connectors", { connectorId: long }],
    ["/api/connectors", { connectorId: "http-sms", id: long, config: { endpoint: "https://a.example" } }],
    ["/api/connectors", { connectorId: "google-universal", metadata: { target: long }, config: {} }],
    ["/api/verification-codes", { email: `${long}@example.com` }],
    ["/api/verification-codes/verify", { email: "a@example.com", verificationCode: long }],
  ];
  for (const [path, body] of bodies) {
    const answer = await client.call("POST", path, { body });
    expect({ path, isRefused: answer.status >= 400 && answer.status < 500 }).toEqual({
      path,
      isRefused: true,
    });
  }
});
