import { describe, expect, it } from "vitest";
import { scopes } from "@/lib/access";
import { useTestDatabase } from "@/lib/db/testing";
import { createProvider } from "@/lib/delivery";
import { routesOf } from "@/lib/http/testing";
import { toTypeId } from "@/lib/id";
import { aContext } from "@/lib/verification/testing";
import { anApp, type JsonBody, me, useWorker } from "./harness";

useTestDatabase();
useWorker();

describe("the courier", () => {
  const mail = {
    subject: "Use code NNNNNN to verify your account",
    body: [
      "Verify your account with the following code:",
      "NNNNNN",
      "or clicking the following link:",
      "BASE/self-service/verification?code=NNNNNN&flow=FLOW",
      "If this was not you, do nothing. This code / link expires in 60 minutes.\n",
    ].join("\n\n"),
  };

  it("shows messages with their texts and tries", async () => {
    const app = await anApp();
    await app.identity({ email: me });
    const flow = await app.apiFlow();
    await app.submit(flow, { method: "code", email: me });
    const code = await app.codeTo(me);
    const message = (await app.messages(me))[0];
    const of = (text: string) =>
      text.replaceAll("NNNNNN", code).replace("BASE", app.base).replace("FLOW", flow.id);
    expect(message).toMatchObject({
      type: "email",
      channel: "email",
      recipient: me,
      template_type: "verification_code_valid",
      subject: of(mail.subject),
      body: of(mail.body),
    });
    await expect
      .poll(async () => (await app.admin("GET", "/courier/messages?status=sent")).body.length)
      .toBe(1);
    const one = (await app.admin("GET", `/courier/messages/${message.id}`)).body;
    expect(one).toMatchObject({ status: "sent", send_count: 1, dispatches: [{ status: "success" }] });
    for (const status of ["queued", "processing", "abandoned"])
      expect((await app.admin("GET", `/courier/messages?status=${status}`)).body).toEqual([]);
    const malformed = await app.admin("GET", "/courier/messages/not-a-uuid");
    expect([malformed.status, malformed.body.error.message]).toEqual([
      400,
      'uuid: incorrect UUID length 10 in string "not-a-uuid"',
    ]);
    expect((await app.admin("GET", `/courier/messages/${crypto.randomUUID()}`)).status).toBe(404);
  });

  it("KA-30 filters by status", async () => {
    const app = await anApp();
    for (const query of ["status=bogus", "page_token=bogus", "page_size=many", "status=constructor"])
      expect((await app.admin("GET", `/courier/messages?${query}`)).status).toBe(400);
  });

  it.each<[string, Parameters<typeof anApp>[0]]>([
    ["unless the project wants them shown", { settings: { showMessageBodies: false } }],
    ["from keys that may not read the inbox", { scopes: scopes.filter((scope) => scope !== "inbox:read") }],
  ])("KA-31 does not show texts %s", async (_, options) => {
    const app = await anApp(options);
    await app.identity({ email: me });
    await app.submit(await app.apiFlow(), { method: "code", email: me });
    const [message] = await app.messages(me);
    const redacted = "<redacted-unless-dev-mode>";
    expect([message.body, message.subject]).toEqual([redacted, redacted]);
  });

  it("never shows messages sent to real recipients", async () => {
    const app = await anApp();
    const config = { host: "127.0.0.1", port: 1, security: "none", from: "a@acme.example" };
    const made = await createProvider(aContext(app.project), { kind: "smtp", name: "SMTP", config });
    expect(made.ok).toBe(true);
    await app.identity({ email: me });
    await app.submit(await app.apiFlow(), { method: "code", email: me });
    expect((await app.messages(me))[0].body).toBe("<redacted-unless-dev-mode>");
  });
});

describe("other endpoints", () => {
  it("KA-32 the stub error, and stored errors", async () => {
    const app = await anApp();
    const { status, body } = await app.send("GET", "/self-service/errors?id=stub:500");
    expect(status).toBe(200);
    expect(body.error).toEqual({
      code: 500,
      status: "Internal Server Error",
      reason: "This is a stub error.",
      message: "An internal server error occurred, please contact the system administrator",
    });
    const path = `/self-service/verification?flow=${crypto.randomUUID()}`;
    const asJson = await app.json("POST", path, { method: "code" });
    const kept = await app.send("POST", path, { form: { method: "code" } });
    expect(kept.location).toMatch(/^https:\/\/ui\.example\.com\/error\?id=/);
    const id = new URL(kept.location).searchParams.get("id");
    for (const name of ["id", "error"]) {
      const shown = await app.send("GET", `/self-service/errors?${name}=${id}`);
      expect(shown.body).toMatchObject({ id, error: asJson.body.error });
      expect(shown.cookies).toHaveLength(1);
    }
    expect((await app.send("GET", `/self-service/errors?id=${crypto.randomUUID()}`)).status).toBe(404);
    expect((await (await anApp()).send("GET", `/self-service/errors?id=${id}`)).status).toBe(404);
  });

  it("KA-33 no session", async () => {
    const { status, body, cookies } = await (await anApp()).send("GET", "/sessions/whoami");
    expect(status).toBe(401);
    expect(body).toEqual({
      error: {
        code: 401,
        status: "Unauthorized",
        reason: "No valid session credentials found in the request.",
        message: "The request could not be authorized",
      },
    });
    expect(cookies).toEqual([]);
  });

  it("a user's access token counts as a session, in its own project only", async () => {
    const [app, other] = [await anApp(), await anApp()];
    const { id } = await app.identity({ email: me });
    const issued = await routesOf("(native)")(
      new Request(`http://localhost:3000/api/v1/users/${toTypeId("usr", id)}/tokens`, {
        method: "POST",
        headers: { authorization: `Bearer ${app.key}`, "content-type": "application/json" },
        body: "{}",
      }),
    );
    const { accessToken }: JsonBody = await issued.json();
    const ways: Record<string, string>[] = [
      { "x-session-token": accessToken },
      { authorization: `Bearer ${accessToken}` },
    ];
    for (const headers of ways) {
      const { status, body } = await app.json("GET", "/sessions/whoami", undefined, headers);
      expect(status).toBe(200);
      expect(body).toMatchObject({ active: true, authenticator_assurance_level: "aal1", identity: { id } });
      expect((await other.json("GET", "/sessions/whoami", undefined, headers)).status).toBe(401);
    }
    for (const token of ["nonsense", app.key])
      expect(
        (await app.json("GET", "/sessions/whoami", undefined, { "x-session-token": token })).status,
      ).toBe(401);
  });

  it("KA-38 health", async () => {
    const native = routesOf("(native)");
    for (const probe of ["alive", "ready"]) {
      const response = await native(new Request(`http://localhost:3000/health/${probe}`));
      expect([response.status, await response.json()]).toEqual([200, { status: "ok" }]);
    }
  });

  it("schemas and version", async () => {
    const app = await anApp();
    const [listed] = (await app.send("GET", "/schemas")).body;
    expect(listed.id).toBe("default");
    for (const id of ["default", "ZGVmYXVsdA"])
      expect((await app.send("GET", `/schemas/${id}`)).body).toEqual(listed.schema);
    const unknown = await app.send("GET", "/schemas/person");
    expect([unknown.status, unknown.body.error.reason]).toEqual([
      404,
      "Identity schema `person` could not be found.",
    ]);
    expect((await app.send("GET", "/version")).body).toEqual({ version: "v26.2.0" });
  });
});
