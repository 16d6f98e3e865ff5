import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { anInteraction, identifierOf, verifyCode } from "./browser";
import { aClient, type Client, someone, somePhone } from "./harness";
import { aPerson, said } from "./person";

/* With the mock connectors of the vendor's own tests, as those tests use them. */

useTestDatabase();

const usages = [
  "SignIn",
  "Register",
  "ForgotPassword",
  "Generic",
  "UserPermissionValidation",
  "BindNewIdentifier",
  "BindMfa",
];
const templates = usages.map((usageType) => ({
  usageType,
  type: "text/plain",
  subject: `${usageType} subject`,
  content: `${usageType}: {{code}}`,
}));

let client: Client;
let social: string;
beforeAll(async () => {
  client = await aClient({ hasInbox: false, logto: { testConnectors: true } });
  const make = async (connectorId: string, config: object) => {
    const made = await client.call("POST", "/api/connectors", { body: { connectorId, config } });
    expect(made.status).toBe(200);
    return made.body.id as string;
  };
  await make("mock-email-service", { apiKey: "k", fromEmail: "a@b.io", fromName: "A", templates });
  await make("mock-short-message-service", {
    accountSID: "s",
    authToken: "t",
    fromMessagingServiceSID: "m",
    templates,
  });
  social = await make("mock-social-connector", { clientId: "c", clientSecret: "s" });
});

const lastMessage = async (sort: "email" | "sms") =>
  JSON.parse(await readFile(`/tmp/logto/mock_${sort}_record.txt`, "utf8"));

describe("messages", () => {
  it("A5, A15: the usage is the vendor's, and the code answers", async () => {
    const [own, fresh] = [someone(), someone()];
    const who = await aPerson(client, { email: own });
    const start = (value: string, more: object = {}) =>
      who.call("POST", "/api/verifications/verification-code", {
        body: { identifier: { type: "email", value }, ...more },
      });
    expect((await start(own)).status).toBe(201);
    expect(await lastMessage("email")).toMatchObject({ address: own, type: "UserPermissionValidation" });
    expect((await start(own, { templateType: "BindMfa" })).status).toBe(201);
    expect(await lastMessage("email")).toMatchObject({ address: own, type: "BindMfa" });
    const { verificationRecordId: verificationId } = (await start(fresh)).body;
    const { code, type } = await lastMessage("email");
    expect(type).toBe("BindNewIdentifier");
    const identifier = { type: "email", value: fresh };
    const verified = await who.call("POST", "/api/verifications/verification-code/verify", {
      body: { identifier, verificationId, code },
    });
    expect(verified.status).toBe(200);
  });

  it("E2, E5, E14: by mail and by text message", async () => {
    const browser = await anInteraction(client);
    for (const [sort, to, member] of [
      ["email", someone(), "address"],
      ["sms", somePhone(), "phone"],
    ] as const) {
      const sent = await browser.post("/verification/verification-code", {
        identifier: identifierOf(to),
        interactionEvent: "SignIn",
      });
      expect(sent.status).toBe(200);
      const message = await lastMessage(sort);
      expect(message).toMatchObject({ [member]: to, type: "SignIn" });
      expect((await verifyCode(browser, to, sent.body.verificationId, message.code)).status).toBe(200);
    }
  });

  it("E6: what is suppressed reaches no file", async () => {
    const browser = await anInteraction(client, "ForgotPassword");
    const before = await lastMessage("email");
    const sent = await browser.post("/verification/verification-code", {
      identifier: identifierOf(someone()),
      interactionEvent: "ForgotPassword",
    });
    expect(sent.status).toBe(200);
    expect(await lastMessage("email")).toEqual(before);
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

  it("S3, S5: with a code that is none of anybody's", async () => {
    const browser = await anInteraction(client);
    const begun = await browser.post(`/verification/social/${social}/authorization-uri`, {
      state: "fake_state",
      redirectUri,
    });
    expect(begun.body.authorizationUri).toMatch(/^http:\/\/mock-social\/\?/);
    const { verificationId } = begun.body;
    const verify = (connectorData: object) =>
      browser.post(`/verification/social/${social}/verify`, { verificationId, connectorData });
    expect((await verify({ code: "fake_code", email: someone() })).status).toBe(200);
    expect(said(await browser.post("/identification", { verificationId }))).toEqual([
      404,
      "user.identity_not_exist",
    ]);
    await browser.put("/interaction-event", { interactionEvent: "Register" });
    expect((await browser.post("/identification", { verificationId })).status).toBe(201);
  });
});
