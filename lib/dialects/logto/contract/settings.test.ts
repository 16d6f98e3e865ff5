import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod/v3";
import { findClient } from "@/lib/access";
import { useTestDatabase } from "@/lib/db/testing";
import { age, wrongCode } from "@/lib/verification/testing";
import { anInteraction } from "./browser";
import { aClient, type Body, type Client, sentTo, someone, type TestResponse } from "./harness";
import { mockEmail, recordOf } from "./mocks";

useTestDatabase();

let client: Client;
beforeEach(async () => {
  client = await aClient({ logto: { testConnectors: true } });
});

const said = ({ status, body }: TestResponse) => [status, body?.code];
const request = (email: string) => client.call("POST", "/api/verification-codes", { body: { email } });
const verify = (email: string, verificationCode: string) =>
  client.call("POST", "/api/verification-codes/verify", { body: { email, verificationCode } });

describe("/api/sign-in-exp", () => {
  const patch = (body: object) => client.call("PATCH", "/api/sign-in-exp", { body });

  it("shows the settings in force, and changes whole members", async () => {
    const before = (await client.call("GET", "/api/sign-in-exp")).body;
    expect(before).toMatchObject({
      verificationCodePolicy: { expirationDuration: 600, maxRetryAttempts: 10 },
      sentinelPolicy: { maxAttempts: 100, lockoutDuration: 60 },
      signInMode: "SignInAndRegister",
    });
    const after = await patch({ sentinelPolicy: { maxAttempts: 5, lockoutDuration: 10 }, unknown: { a: 1 } });
    expect(after.body).toEqual({ ...before, sentinelPolicy: { maxAttempts: 5, lockoutDuration: 10 } });
    expect((await client.call("GET", "/api/sign-in-exp")).body).toEqual(after.body);
  });

  it("sets the lifetime of codes and the number of tries", async () => {
    await patch({ verificationCodePolicy: { expirationDuration: 60, maxRetryAttempts: 2 } });
    const email = someone();
    await request(email);
    const { id, code } = await sentTo(client, email);
    for (let i = 0; i < 2; i++) {
      expect(said(await verify(email, wrongCode(code)))).toEqual([400, "verification_code.code_mismatch"]);
    }
    expect(said(await verify(email, code))).toEqual([400, "verification_code.exceed_max_try"]);
    await age(id, 61);
    expect(said(await verify(email, code))).toEqual([400, "verification_code.expired"]);
  });

  it.each([
    { verificationCodePolicy: { expirationDuration: 59 } },
    { verificationCodePolicy: { maxRetryAttempts: 101 } },
    { signInMode: "Nobody" },
    { emailBlocklistPolicy: { customBlocklist: "x" } },
  ])("refuses %j, and changes nothing", async (body) => {
    const before = (await client.call("GET", "/api/sign-in-exp")).body;
    expect(said(await patch(body))).toEqual([400, "guard.invalid_input"]);
    expect((await client.call("GET", "/api/sign-in-exp")).body).toEqual(before);
  });

  it.each([
    [{ signInMode: "Nobody" }, z.object({ signInMode: z.enum(["SignIn", "Register", "SignInAndRegister"]) })],
    [{ signInMode: 1 }, z.object({ signInMode: z.enum(["SignIn", "Register", "SignInAndRegister"]) })],
    [
      { sentinelPolicy: { maxAttempts: 0, lockoutDuration: 1.5 } },
      z.object({
        sentinelPolicy: z.object({ maxAttempts: z.number().min(1), lockoutDuration: z.number().int() }),
      }),
    ],
    [
      { emailBlocklistPolicy: { customBlocklist: "x", blockSubaddressing: null } },
      z.object({
        emailBlocklistPolicy: z.object({
          blockSubaddressing: z.boolean(),
          customBlocklist: z.array(z.string()),
        }),
      }),
    ],
    [
      { signUp: { identifiers: [1] }, languageInfo: { fallbackLanguage: "" } },
      z.object({
        signUp: z.object({ identifiers: z.array(z.enum(["email", "phone", "username"])) }),
        languageInfo: z.object({ fallbackLanguage: z.string().min(1) }),
      }),
    ],
  ])("describes what is wrong with %j as zod 3 does", async (body, schema) => {
    const expected = schema.safeParse(body).error!.issues;
    const { issues, name } = (await patch(body)).body.data;
    expect({ issues, name }).toEqual({ issues: expected, name: "ZodError" });
  });

  it("two parallel changes of different members both take effect", async () => {
    await Promise.all([patch({ signInMode: "SignIn" }), patch({ captchaPolicy: { enabled: true } })]);
    expect((await client.call("GET", "/api/sign-in-exp")).body).toMatchObject({
      signInMode: "SignIn",
      captchaPolicy: { enabled: true },
    });
  });
});

describe("/api/account-center", () => {
  it("is on by default with every field editable, and can be changed", async () => {
    const { body } = await client.call("GET", "/api/account-center");
    expect(body).toMatchObject({ enabled: true, fields: { email: "Edit", social: "Edit" } });
    const changed = await client.call("PATCH", "/api/account-center", {
      body: { enabled: false, fields: { ...body.fields, email: "Off" } },
    });
    expect(changed.body).toMatchObject({ enabled: false, fields: { email: "Off", phone: "Edit" } });
  });
});

describe("/api/sentinel-activities/delete", () => {
  it("B2: unlocks an identifier, so that messages are sent again", async () => {
    const email = someone();
    for (let i = 0; i < 10; i++) await request(email);
    expect((await request(email)).status).toBe(429);
    const body = { targetType: "User", targets: [email] };
    const cleared = await client.call("POST", "/api/sentinel-activities/delete", { body });
    expect([cleared.status, cleared.body]).toEqual([204, null]);
    expect((await request(email)).status).toBe(204);
  });

  it("B2: after unlocking by user id or address, a wrong password is just wrong again", async () => {
    await client.call("PATCH", "/api/sign-in-exp", {
      body: { sentinelPolicy: { maxAttempts: 5, lockoutDuration: 10 } },
    });
    const email = someone();
    const user = await client.call("POST", "/api/users", {
      body: { primaryEmail: email, password: "right" },
    });
    const browser = await anInteraction(client);
    const prove = async () => {
      const identifier = { type: "email", value: email };
      return said(await browser.post("/verification/password", { identifier, password: "wrong" }));
    };
    for (let i = 0; i < 4; i++) expect(await prove()).toEqual([422, "session.invalid_credentials"]);
    const locked = [400, "session.verification_blocked_too_many_attempts"];
    expect([await prove(), await prove()]).toEqual([locked, locked]);
    for (const targets of [[user.body.id], [email]]) {
      const body = { targetType: "User", targets };
      const cleared = await client.call("POST", "/api/sentinel-activities/delete", { body });
      expect(cleared.status).toBe(204);
      expect(await prove()).toEqual([422, "session.invalid_credentials"]);
      for (let i = 0; i < 5; i++) await prove();
      expect(await prove()).toEqual(locked);
    }
  });

  it("refuses missing targets and unknown target types", async () => {
    for (const body of [{}, { targetType: "User", targets: [] }, { targetType: "Dog", targets: ["x"] }]) {
      const answer = await client.call("POST", "/api/sentinel-activities/delete", { body });
      expect(said(answer)).toEqual([400, "guard.invalid_input"]);
    }
  });
});

describe("/api/email-templates", () => {
  const template = (templateType: string, subject: string, languageTag = "en") => ({
    languageTag,
    templateType,
    details: { subject, content: `${subject}: {{code}} {{application.name}}`, contentType: "text/plain" },
  });
  const put = (...templates: Body[]) => client.call("PUT", "/api/email-templates", { body: { templates } });

  it("are created, replaced, listed, changed and deleted", async () => {
    const first = await put(template("Generic", "One"), template("SignIn", "Two", "de"));
    expect(first.status).toBe(200);
    expect(first.body).toHaveLength(2);
    const [one] = first.body;
    const second = await put(template("Generic", "Other"));
    expect(second.body).toEqual([{ ...one, details: template("Generic", "Other").details }]);
    const listed = await client.call("GET", "/api/email-templates?languageTag=de");
    expect(listed.body.map(({ templateType }: Body) => templateType)).toEqual(["SignIn"]);
    const path = `/api/email-templates/${one.id}`;
    const changed = await client.call("PATCH", `${path}/details`, { body: { subject: "Third" } });
    expect(changed.body.details).toMatchObject({ subject: "Third", contentType: "text/plain" });
    expect((await client.call("GET", path)).body).toEqual(changed.body);
    expect(said(await client.call("DELETE", "/api/email-templates"))).toEqual([
      422,
      "connector.email_connector.bulk_deletion_no_filter",
    ]);
    const removed = await client.call("DELETE", "/api/email-templates?languageTag=de");
    expect(removed.body).toEqual({ rowCount: 1 });
    expect((await client.call("DELETE", path)).status).toBe(204);
    for (const answer of [await client.call("GET", path), await client.call("DELETE", path)]) {
      expect(said(answer)).toEqual([404, "entity.not_exists_with_id"]);
    }
  });

  it("X1: take precedence over the connector's own, and leave slots with an unknown root as they are", async () => {
    await client.call("POST", "/api/connectors", { body: mockEmail });
    await put(template("Generic", "Mine"));
    const email = someone();
    const record = await recordOf("email", email, () => request(email));
    expect(record).toMatchObject({ address: email, subject: "Mine" });
    expect(record.content).toBe(`Mine: ${record.code} {{application.name}}`);
  });

  it("X1: are filled with the application that the person signs in to", async () => {
    await client.call("POST", "/api/connectors", { body: mockEmail });
    await put({
      languageTag: "en",
      templateType: "SignIn",
      details: { subject: "Sign in to {{application.name}}", content: "{{code}} for {{application.name}}" },
    });
    const [email, browser] = [someone(), await anInteraction(client)];
    const identifier = { type: "email", value: email };
    const record = await recordOf("email", email, () =>
      browser.post("/verification/verification-code", { identifier, interactionEvent: "SignIn" }),
    );
    const key = await findClient(client.id);
    expect(record.subject).toBe(`Sign in to ${key!.key.name}`);
    expect(record.content).toBe(`${record.code} for ${key!.key.name}`);
    expect(record.code).toMatch(/^\d{6}$/);
  });

  it("refuses a connector without a template for the usage", async () => {
    const config = { ...mockEmail.config, templates: mockEmail.config.templates.slice(0, 1) };
    await client.call("POST", "/api/connectors", { body: { ...mockEmail, config } });
    expect(said(await request(someone()))).toEqual([400, "connector.template_not_found"]);
  });
});
