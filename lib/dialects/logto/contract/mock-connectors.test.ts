import { beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { anInteraction, identifierOf, verifyCode } from "./browser";
import { aClient, type Client, someone, somePhone } from "./harness";
import { mockEmail, mockSms, recordOf } from "./mocks";
import { aPerson, statusAndCode } from "./person";

/* With the mock connectors of the vendor's own tests, as those tests use them. */

useTestDatabase();

let client: Client;
let social: string;
beforeAll(async () => {
  client = await aClient({ hasInbox: false, logto: { testConnectors: true } });
  const make = async (body: object) => {
    const made = await client.call("POST", "/api/connectors", { body });
    expect(made.status).toBe(200);
    return made.body.id as string;
  };
  await make(mockEmail);
  await make(mockSms);
  social = await make({
    connectorId: "mock-social-connector",
    config: { clientId: "c", clientSecret: "s" },
  });
});

describe("messages", () => {
  it("A5, A15: the usage has the vendor's name, and the code is correct", async () => {
    const [own, fresh] = [someone(), someone()];
    const who = await aPerson(client, { email: own });
    let verificationId = "";
    const sent = (value: string, more: object = {}) =>
      recordOf("email", value, async () => {
        const body = { identifier: { type: "email", value }, ...more };
        const started = await who.call("POST", "/api/verifications/verification-code", { body });
        expect(started.status).toBe(201);
        verificationId = started.body.verificationRecordId;
      });
    expect(await sent(own)).toMatchObject({
      type: "UserPermissionValidation",
      payload: { user: { primaryEmail: own } },
    });
    expect(await sent(own, { templateType: "BindMfa" })).toMatchObject({ type: "BindMfa" });
    const { code, type } = await sent(fresh);
    expect(type).toBe("BindNewIdentifier");
    const identifier = { type: "email", value: fresh };
    const verified = await who.call("POST", "/api/verifications/verification-code/verify", {
      body: { identifier, verificationId, code },
    });
    expect(verified.status).toBe(200);
  });

  it.each([
    ["email", someone],
    ["sms", somePhone],
  ] as const)("E2, E5, E14: by %s", async (sort, fresh) => {
    const browser = await anInteraction(client);
    const to = fresh();
    let verificationId = "";
    const message = await recordOf(sort, to, async () => {
      const body = { identifier: identifierOf(to), interactionEvent: "SignIn" };
      const sent = await browser.post("/verification/verification-code", body);
      expect(sent.status).toBe(200);
      verificationId = sent.body.verificationId;
    });
    expect(message.type).toBe("SignIn");
    expect((await verifyCode(browser, to, verificationId, message.code)).status).toBe(200);
  });

  it("E6: a suppressed message is not written to a file", async () => {
    const browser = await anInteraction(client, "ForgotPassword");
    const to = someone();
    const body = { identifier: identifierOf(to), interactionEvent: "ForgotPassword" };
    const send = async () => {
      expect((await browser.post("/verification/verification-code", body)).status).toBe(200);
    };
    await expect(recordOf("email", to, send)).rejects.toThrow("No mock wrote");
  });
});

describe("the mock social connector", () => {
  const redirectUri = "http://mock-social/callback";

  it("A2, A3: an authorization URI, a proof, an identity", async () => {
    const who = await aPerson(client);
    const begun = await who.call("POST", "/api/verifications/social", {
      body: { connectorId: social, state: "fake_state", redirectUri, scope: "profile custom_scope" },
    });
    expect(begun.status).toBe(201);
    const query = new URL(begun.body.authorizationUri).searchParams;
    expect(Object.fromEntries(query)).toEqual({
      state: "fake_state",
      redirect_uri: redirectUri,
      scope: "profile custom_scope",
    });
    const { verificationRecordId } = begun.body;
    const connectorData = { code: "fake_code", userId: "mock-1", email: someone() };
    const verified = await who.call("POST", "/api/verifications/social/verify", {
      body: { verificationRecordId, connectorData },
    });
    expect([verified.status, verified.body]).toEqual([200, { verificationRecordId }]);
    const linked = await who.call("POST", "/api/my-account/identities", {
      body: { newIdentifierVerificationRecordId: verificationRecordId },
    });
    expect(linked.status).toBe(204);
    const { identities } = (await who.call("GET", "/api/my-account")).body;
    expect(identities).toHaveProperty("mock-social");
    expect(identities["mock-social"]).toMatchObject({ userId: "mock-1" });
  });

  it("S3, S5: an account that no user has", async () => {
    const browser = await anInteraction(client);
    const begun = await browser.post(`/verification/social/${social}/authorization-uri`, {
      state: "fake_state",
      redirectUri,
    });
    expect(begun.body.authorizationUri).toMatch(/^http:\/\/mock-social\/\?/);
    const { verificationId } = begun.body;
    const verify = (connectorData: object) =>
      browser.post(`/verification/social/${social}/verify`, { verificationId, connectorData });
    expect(statusAndCode(await verify({ email: someone() }))).toEqual([400, "connector.invalid_response"]);
    expect((await verify({ code: "fake_code", email: someone() })).status).toBe(200);
    expect(statusAndCode(await browser.post("/identification", { verificationId }))).toEqual([
      404,
      "user.identity_not_exist",
    ]);
    await browser.put("/interaction-event", { interactionEvent: "Register" });
    expect((await browser.post("/identification", { verificationId })).status).toBe(201);
  });
});
