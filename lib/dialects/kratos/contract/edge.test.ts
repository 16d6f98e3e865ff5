import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { verifications } from "@/drizzle/schema";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { age } from "@/lib/verification/testing";
import { anApp, type JsonBody, me, namesOf, nodeOf, useWorker, wrongCode } from "./harness";

useTestDatabase();
useWorker();

const long = `${"a".repeat(320)}@x.example`;

describe("errors in submissions are shown on the form", () => {
  const json = { "content-type": "application/json" };
  it.each<[string, { text?: string; json?: unknown; headers?: Record<string, string> }, string]>([
    [
      "nothing",
      { headers: json },
      'Unable to decode HTTP Request Body because its HTTP Header "Content-Length" is zero.',
    ],
    [
      "plain text",
      { text: "x", headers: { "content-type": "text/plain" } },
      'HTTP POST Request used unknown HTTP Header "Content-Type: text/plain", only [multipart/form-data application/x-www-form-urlencoded application/json] are supported.',
    ],
    ["broken JSON", { text: "{", headers: json }, "Unable to decode form as JSON."],
    [
      "deep JSON",
      { text: `${"[".repeat(1e5)}${"]".repeat(1e5)}`, headers: json },
      "Unable to decode form as JSON.",
    ],
    ["an array", { json: [] }, "Expected JSON sent in request body to be an object but got: JSON"],
    ["a text", { json: "x" }, "Expected JSON sent in request body to be an object but got: String"],
    ["a number", { json: 1 }, "Expected JSON sent in request body to be an object but got: Number"],
    ["true", { json: true }, "Expected JSON sent in request body to be an object but got: True"],
    ["false", { json: false }, "Expected JSON sent in request body to be an object but got: False"],
    ["null", { json: null }, "Expected JSON sent in request body to be an object but got: Null"],
  ])("%s", async (_, asked, reason) => {
    const app = await anApp();
    const flow = await app.apiFlow();
    const path = `/self-service/verification?flow=${flow.id}`;
    const { status, body } = await app.send("POST", path, asked);
    expect(status).toBe(400);
    expect(body).toMatchObject({ id: flow.id, active: "code" });
    expect(body.ui.messages).toEqual([{ id: 4000001, text: reason, type: "error", context: { reason } }]);
    // The same error is shown once (Q3).
    expect((await app.send("POST", path, asked)).body.ui.messages).toHaveLength(1);
  });

  it("an address that is too long", async () => {
    const app = await anApp();
    const { status, body } = await app.submit(await app.apiFlow(), { method: "code", email: long });
    expect(status).toBe(400);
    expect(nodeOf(body, "email").messages).toEqual([
      {
        id: 4000017,
        text: `length must be <= 320, but got ${long.length}`,
        type: "error",
        context: { max_length: 320, actual_length: long.length },
      },
    ]);
  });

  it("a body that is too large", async () => {
    const app = await anApp();
    const flow = await app.apiFlow();
    const { status, body } = await app.send("POST", `/self-service/verification?flow=${flow.id}`, {
      text: "x".repeat(6 * 1024 * 1024),
    });
    expect([status, body.error.code]).toEqual([413, 413]);
  });

  it.each<unknown>([{}, { method: "" }, { email: "x" }, { method: "link", email: "x" }, { method: null }])(
    "no strategy: %j, and the flow can continue (Q2)",
    async (given) => {
      const app = await anApp();
      const flow = await app.apiFlow();
      const { status, body } = await app.submit(flow, given);
      expect(status).toBe(400);
      expect(body.active).toBe("default");
      expect(body.ui.messages.map(({ id }: JsonBody) => id)).toEqual([4010006]);
      expect(nodeOf(body, "email").attributes.value).toBe((given as JsonBody).email ?? "");
      expect(nodeOf(body, "csrf_token").attributes.value).toBe("");
      const after = await app.submit(flow, { method: "code", email: me });
      expect([after.status, after.body.active, after.body.state]).toEqual([200, "code", "sent_email"]);
    },
  );

  it("no address after one was sent to: the resend button becomes a field", async () => {
    const app = await anApp();
    const flow = await app.apiFlow();
    await app.submit(flow, { method: "code", email: me });
    const { body } = await app.submit(flow, { method: "code" });
    expect(namesOf(body)).toEqual(["method", "code", "method", "email", "csrf_token"]);
    expect(nodeOf(body, "email").attributes).toMatchObject({ required: true, value: "" });
    expect(body.ui.messages[0].id).toBe(1080003);
  });
});

describe("submitted values", () => {
  it("numbers count as text, the query takes precedence over the body, and code over address", async () => {
    const app = await anApp();
    await app.identity({ email: me });
    const flow = await app.apiFlow();
    await app.submit(flow, { method: "code", email: me });
    const code = await app.codeTo(me);
    const wrong = await app.submit(flow, { code: Number(wrongCode(code)), email: "else@ory.sh" });
    expect([wrong.status, wrong.body.ui.messages[0].id]).toEqual([200, 4070006]);
    const path = `/self-service/verification?flow=${flow.id}&code=${code}`;
    const right = await app.json("POST", path, { method: "code", code: "000" });
    expect(right.body.state).toBe("passed_challenge");
  });

  it("a code before any was sent counts as a wrong one", async () => {
    const app = await anApp();
    const flow = await app.apiFlow();
    for (let i = 0; i < 5; i++) {
      const { status, body } = await app.submit(flow, { code: "000000" });
      expect([status, body.state, body.ui.messages[0].id]).toEqual([200, "choose_method", 4070006]);
    }
    expect((await app.submit(flow, { code: "000000" })).status).toBe(410);
  });

  it("an expired code in a flow that has not expired is wrong", async () => {
    const app = await anApp({ settings: { codeLifetimeSeconds: 60 } });
    await app.identity({ email: me });
    const flow = await app.apiFlow();
    await app.submit(flow, { method: "code", email: me });
    const code = await app.codeTo(me);
    await age(flow.id, 61);
    const { status, body } = await app.submit(flow, { code });
    expect([status, body.id, body.ui.messages[0].id]).toEqual([200, flow.id, 4070006]);
  });

  it("a form is accepted only with its anti-CSRF token", async () => {
    const app = await anApp();
    const browser = app.browser();
    const flow = await browser.flow();
    const stranger = app.browser();
    await stranger.flow();
    const form = { method: "code", email: me };
    const path = `/self-service/verification?flow=${flow.id}`;
    const kept = await browser.send("POST", path, { form });
    expect(kept.location).toMatch(/^https:\/\/ui\.example\.com\/error\?id=/);
    const asJson = { json: form, headers: { accept: "application/json" } };
    for (const answer of [
      await browser.send("POST", path, asJson),
      await app.send("POST", path, asJson),
      await stranger.send("POST", path, {
        ...asJson,
        json: { ...form, csrf_token: nodeOf(flow, "csrf_token").attributes.value },
      }),
    ])
      expect([answer.status, answer.body.error.id]).toEqual([403, "security_csrf_violation"]);
    expect((await browser.read(flow.id)).state).toBe("choose_method");
  });
});

describe("paths and methods", () => {
  it("get the vendor's responses", async () => {
    const app = await anApp();
    const flow = await app.apiFlow();
    const all = ["POST", "PUT", "PATCH", "DELETE"] as const;
    for (const path of [
      "/self-service/verification/browser",
      "/self-service/verification/flows",
      "/self-service/errors",
    ])
      for (const method of all) {
        const { status, body } = await app.send(method, path);
        expect([path, method, status, body.error.id]).toEqual([path, method, 403, "security_csrf_violation"]);
      }
    for (const [path, methods] of [
      ["/self-service/verification/api", all],
      ["/self-service/verification", ["PUT", "PATCH", "DELETE"]],
      ["/admin/courier/messages", all],
    ] as const)
      for (const method of methods) {
        const answer = await app.send(method, path);
        expect([path, method, answer.status]).toEqual([path, method, 405]);
        expect(answer.headers.get("allow")).toContain("GET");
      }
    for (const path of ["/self-service/nothing", "/admin/nothing/at/all", "/sessions/nothing"]) {
      const { status, body, headers } = await app.send("GET", path);
      expect([status, body]).toEqual([404, "404 page not found\n"]);
      expect(headers.get("content-type")).toBe("text/plain; charset=utf-8");
    }
    for (const id of ["", "x", "00000000-0000-0000-0000-000000000000"]) {
      const { status, body } = await app.json("POST", `/self-service/verification?flow=${id}`, {});
      expect([status, body.error.reason]).toEqual([400, "The flow query parameter is missing or malformed."]);
    }
    const unknown = await app.json("POST", `/self-service/verification?flow=${crypto.randomUUID()}`, {});
    expect(unknown.body.error.reason).toBe(
      "The verification request could not be found. Please restart the flow.",
    );
    const named = await app.json("GET", `/self-service/verification/flows?flow=${flow.id}`);
    expect(named.body.id).toBe(flow.id);
  });

  it("HEAD changes nothing", async () => {
    const app = await anApp();
    const count = async () =>
      (await db().execute<{ n: number }>(sql`select count(*)::int as n from ${verifications}`))[0]!.n;
    const flow = await app.apiFlow();
    const before = await count();
    for (const path of ["api", "browser", `flows?id=${flow.id}`])
      expect((await app.send("HEAD", `/self-service/verification/${path}`)).body).toBe("");
    await app.send("HEAD", `/self-service/verification?flow=${flow.id}&code=123456`);
    expect(await count()).toBe(before);
    const [row] = await db().select().from(verifications).where(sql`id = ${flow.id}`);
    expect(row!.wireContext).toMatchObject({ linkSecret: null, browsers: [] });
  });

  it("a project with verification disabled shows no flow and creates none", async () => {
    const app = await anApp();
    const flow = await app.apiFlow();
    await app.set({ enabled: false });
    for (const path of ["api", "browser", `flows?id=${flow.id}`]) {
      const { status, body } = await app.json("GET", `/self-service/verification/${path}`);
      expect([status, body.error.reason]).toEqual([
        400,
        "Verification is not allowed because it was disabled.",
      ]);
    }
  });

  it("echoes the client's request id in errors, and only that", async () => {
    const app = await anApp();
    const path = "/self-service/verification/flows?id=x";
    expect((await app.json("GET", path, undefined, { "x-request-id": "abc" })).body.error.request).toBe(
      "abc",
    );
    expect((await app.json("GET", path)).body.error).not.toHaveProperty("request");
  });

  it("handles malformed hosts and filters", async () => {
    const app = await anApp();
    for (const host of ["evil host", "a:99999", "[", "x@y", "..", "%"]) {
      const { status } = await app.send("GET", "/self-service/verification/api", { headers: { host } });
      expect([host, status]).toEqual([host, 200]);
    }
    for (const path of ["/courier/messages?recipient=%00", "/identities?credentials_identifier=%00&ids=%00"])
      expect((await app.admin("GET", path)).status).toBe(200);
    const nul = await app.admin("POST", "/identities", { traits: { email: "a@b.example", note: "\0" } });
    expect(nul.status).toBe(400);
    for (const url of ["%00", "http%3A", "a%20b", "%5Cevil.example", "https://evil.example/%F0%9F%98%80"]) {
      const path = `/self-service/verification/browser?return_to=${url}`;
      expect([url, (await app.json("GET", path)).status]).toEqual([url, 400]);
    }
  });

  it("flows belong to their project's host", async () => {
    const [app, other] = [await anApp(), await anApp()];
    const flow = await app.apiFlow();
    expect((await other.json("GET", `/self-service/verification/flows?id=${flow.id}`)).status).toBe(404);
    expect((await other.submit(flow, { code: "123456" })).status).toBe(404);
  });
});
