import { beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { aClient, type Client, type Method, send, sentTo, someone, type TestResponse } from "./harness";

useTestDatabase();

let client: Client;
beforeAll(async () => {
  client = await aClient();
});

const path = "/api/verification-codes";
const said = ({ status, body }: TestResponse) => [status, body?.code];
const post = (text: string, headers: Record<string, string> = {}) =>
  client.call("POST", path, { text, headers });

describe("below /api", () => {
  it.each<Method>(["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])(
    "%s of an unknown path is plain text, as on the vendor's server",
    async (method) => {
      const { status, headers, body } = await send(method, "/api/nothing/here");
      expect({ status, body, type: headers.get("content-type") }).toEqual({
        status: 404,
        body: "Not Found",
        type: "text/plain; charset=utf-8",
      });
      expect(headers.get("logto-core-request-id")).toBeTruthy();
    },
  );

  it.each<Method>(["GET", "PUT", "PATCH", "DELETE", "HEAD"])(
    "%s of a path that takes POST",
    async (method) => {
      const { status, headers, body } = await client.call(method, path);
      expect([status, headers.get("allow"), body]).toEqual([
        405,
        "POST, OPTIONS",
        method === "HEAD" ? null : "Method Not Allowed",
      ]);
      expect(headers.get("content-type")).toBe("text/plain; charset=utf-8");
    },
  );

  it("HEAD responds like GET, without the body", async () => {
    const { status, body, headers } = await client.call("HEAD", "/api/connectors");
    expect([status, body]).toEqual([200, null]);
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
  });

  it("a path that only looks similar is not found", async () => {
    for (const odd of ["/api/Verification-Codes", "/api/verification-codes/VERIFY", "/api/users/a/b/c/d"]) {
      expect((await client.call("POST", odd, { body: {} })).status).toBe(404);
    }
  });
});

describe("bodies", () => {
  it.each([
    ["no JSON", "{", "The body is not valid JSON."],
    ["a text", '"x"', "invalid JSON, only supports object and array"],
    ["null", "null", "invalid JSON, only supports object and array"],
  ])("%s has a message and no code", async (_, text, message) => {
    const answer = await post(text);
    expect([answer.status, answer.body]).toEqual([400, { message }]);
  });

  it("no body counts as an empty object", async () => {
    expect(said(await client.call("POST", path))).toEqual([400, "guard.invalid_input"]);
    expect(said(await post(""))).toEqual([400, "guard.invalid_input"]);
  });

  it("reads forms, and JSON without a content type", async () => {
    const [one, other] = [someone(), someone()];
    const form = { "content-type": "application/x-www-form-urlencoded" };
    expect((await post(new URLSearchParams({ email: one }).toString(), form)).status).toBe(204);
    const odd = { "content-type": "application/octet-stream" };
    expect((await post(JSON.stringify({ email: other }), odd)).status).toBe(204);
  });

  it("plain text is a string, not an object", async () => {
    expect(said(await post('{"email":"a@b.c"}', { "content-type": "text/plain" }))).toEqual([
      400,
      "guard.invalid_input",
    ]);
  });

  it("ignores unknown members", async () => {
    const email = someone();
    expect((await client.call("POST", path, { body: { email, code: "123456", x: {} } })).status).toBe(204);
    expect((await sentTo(client, email)).identifierValue).toBe(email);
  });

  it.each([
    ["a NUL", JSON.stringify({ email: "a\0b@logto.io" })],
    ["half a surrogate", '{"email":"a\\ud800@logto.io"}'],
    ["__proto__", '{"__proto__":{"email":"a@logto.io"}}'],
    ["a NUL in the code", JSON.stringify({ email: "a@logto.io", verificationCode: "1\0" })],
  ])("%s is refused", async (_, text) => {
    expect(said(await post(text))).toEqual([400, "guard.invalid_input"]);
  });

  it("if a member is repeated, the last one counts, as in any JSON parser", async () => {
    const email = someone();
    expect((await post(`{"email":"none","email":"${email}"}`)).status).toBe(204);
  });

  it("refuses a body that is too large", async () => {
    const answer = await post(JSON.stringify({ email: "a".repeat(300_000) }));
    expect([answer.status, answer.body]).toEqual([413, { message: "request entity too large" }]);
  });

  it("refuses JSON that is nested too deeply", async () => {
    const answer = await post(`${"[".repeat(5000)}${"]".repeat(5000)}`);
    expect(answer.status).toBe(400);
  });

  it("no response repeats a submitted code", async () => {
    const body = { email: someone(), verificationCode: "sesame-4711" };
    const answer = await client.call("POST", `${path}/verify`, { body });
    expect(said(answer)).toEqual([400, "verification_code.not_found"]);
    expect(JSON.stringify(answer.body)).not.toContain("sesame-4711");
    const odd = await client.call("POST", `${path}/verify`, { body: { ...body, email: "none" } });
    expect(JSON.stringify(odd.body)).not.toContain("sesame-4711");
    const broken = await client.call("POST", `${path}/verify`, { text: '{"verificationCode":"sesame-4711"' });
    expect(JSON.stringify(broken.body)).not.toContain("sesame-4711");
  });
});

describe("the Authorization header", () => {
  it("has a case-insensitive name", async () => {
    const headers = { AUTHORIZATION: `Bearer ${client.token}` };
    const answer = await send("POST", path, { body: { email: someone() }, headers });
    expect(answer.status).toBe(204);
  });

  it.each(["Bearer", "Bearer ", "Bearer a.b.c", `Bearer ${"x".repeat(5000)}`, "Bearer null"])(
    "%s opens nothing",
    async (authorization) => {
      const answer = await send("POST", path, { body: {}, headers: { authorization } });
      expect(said(answer)).toEqual([401, "auth.unauthorized"]);
    },
  );

  it("does not accept an API key as a token", async () => {
    const headers = { authorization: `Bearer ${client.secret}` };
    expect(said(await send("POST", path, { body: {}, headers }))).toEqual([401, "auth.unauthorized"]);
  });

  it("is checked before the body", async () => {
    expect(said(await send("POST", path, { text: "{" }))).toEqual([401, "auth.authorization_header_missing"]);
  });
});

describe("queries", () => {
  it("ignores parameters that the endpoint does not use", async () => {
    expect(
      (await client.call("POST", `${path}?locale=fr&locale=de`, { body: { email: someone() } })).status,
    ).toBe(204);
  });

  it.each(["?templateType=Nothing", "?languageTag=a&languageTag=b", "?languageTag=%00"])(
    "%s is refused",
    async (query) => {
      const answer = await client.call("GET", `/api/email-templates${query}`);
      expect(said(answer)).toEqual([400, "guard.invalid_input"]);
      expect(answer.body.message).toBe("The request query is invalid.");
    },
  );
});
