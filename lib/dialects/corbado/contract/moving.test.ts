import { createLocalJWKSet, decodeJwt, jwtVerify } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { publicKeySet } from "@/lib/access";
import { useTestDatabase } from "@/lib/db/testing";
import { env } from "@/lib/env";
import { projectSettings } from "@/lib/projects";
import { aClient, anIdentifier, aUser, type Client, digitsOf, messagesOf, someone } from "./harness";
import { messageTo, useWorker } from "./inbox";

/* What a team that moves calls besides the verification itself. */

useTestDatabase();
useWorker();

let client: Client;
beforeAll(async () => {
  client = await aClient({
    settings: {
      dialects: projectSettings.shape.dialects.parse({
        corbado: {
          templates: [
            { channel: "email", name: "email_login_user", subject: "Sign in to Acme", body: "Welcome back." },
            { channel: "sms", name: "sms_login_user", text: "Acme: {otp}" },
          ],
        },
      }),
    },
  });
});
const call = (...request: Parameters<Client["call"]>): ReturnType<Client["call"]> => client.call(...request);

describe("v1 addresses and numbers of a user", () => {
  it.each([
    ["emails", "emailID", "email", /^eml-\d+$/, someone()],
    ["phoneNumbers", "phoneNumberID", "phoneNumber", /^phn-\d+$/, "+4915112345678"],
  ] as const)("%s are added unverified, read and deleted", async (path, idMember, member, form, sent) => {
    const { userID } = await aUser(client);
    const added = await call("POST", `/v1/users/${userID}/${path}`, { body: { [member]: sent } });
    expect([added.status, added.body.data]).toEqual([200, { [idMember]: expect.stringMatching(form) }]);
    const id: string = added.body.data[idMember];
    const target = `/v1/users/${userID}/${path}/${id}`;
    const shown = { ID: id, [member]: sent, status: "pending" };
    const got = await call("GET", target);
    expect(got.body.data[member]).toMatchObject(shown);
    const user = await call("GET", `/v1/users/${userID}`);
    expect(user.body.data[path]).toEqual([got.body.data[member]]);

    const twice = await call("POST", `/v1/users/${userID}/${path}`, { body: { [member]: sent } });
    expect([twice.status, ...messagesOf(twice)]).toEqual([409, `${member}: already exists`]);

    const deleted = await call("DELETE", target, { body: { requestID: "r-1" } });
    expect([deleted.status, deleted.body.requestData.requestID]).toEqual([200, "r-1"]);
    expect((await call("GET", target)).status).toBe(404);
    expect((await call("DELETE", target)).status).toBe(404);
  });

  it("are not found as the other type, or as another user's", async () => {
    const [a, b] = [await aUser(client), await aUser(client)];
    const body = { email: someone() };
    const { data } = (await call("POST", `/v1/users/${a.userID}/emails`, { body })).body;
    const digits = digitsOf(data.emailID);
    for (const target of [
      `/v1/users/${b.userID}/emails/${data.emailID}`,
      `/v1/users/${a.userID}/phoneNumbers/phn-${digits}`,
      `/v1/users/usr-1/emails/${data.emailID}`,
    ]) {
      expect([target, (await call("GET", target)).status]).toEqual([target, 404]);
      expect([target, (await call("DELETE", target)).status]).toEqual([target, 404]);
    }
    expect((await call("POST", "/v1/users/usr-1/emails", { body: { email: someone() } })).status).toBe(404);
    const invalid = await call("POST", `/v1/users/${a.userID}/emails`, { body: { email: "jane" } });
    expect(messagesOf(invalid)).toEqual(["email: must be a valid email address"]);
  });
});

describe("createLoginToken", () => {
  it("returns a token for the user that the published keys verify", async () => {
    const email = someone();
    const sent = await call("POST", "/v1/emailCodes", { body: { create: true, email } });
    const { code } = await messageTo(client, email);
    const target = `/v1/emailCodes/${sent.body.data.emailCodeID}/validate`;
    const { body } = await call("PUT", target, { body: { code, createLoginToken: true } });
    const { payload, protectedHeader } = await jwtVerify(
      body.loginToken,
      createLocalJWKSet(await publicKeySet()),
      { issuer: `${env.PUBLIC_URL}/oidc`, audience: client.projectID },
    );
    expect(payload.sub).toBe(body.userID);
    expect(payload.exp! - payload.iat!).toBe(300);
    // An access token would open this installation's own API.
    expect(protectedHeader.typ).toBe("JWT");
  });

  it("adds the token to the answer for an SMS, which names no user", async () => {
    const phoneNumber = "+4915112345679";
    const sent = await call("POST", "/v1/smsCodes", { body: { create: true, phoneNumber } });
    const { code: smsCode } = await messageTo(client, phoneNumber);
    const target = `/v1/smsCodes/${sent.body.data.smsCodeID}/validate`;
    const { status, body } = await call("PUT", target, { body: { smsCode, createLoginToken: true } });
    expect(status).toBe(200);
    expect(decodeJwt(body.loginToken).sub).toMatch(/^usr-\d+$/);
    expect(body).not.toHaveProperty("userID");
  });
});

describe("templateName", () => {
  it("chooses the project's template, and the project's message if there is none", async () => {
    for (const [templateName, subject] of [
      ["email_login_user", "Sign in to Acme"],
      ["unknown", expect.stringContaining("Acme")],
    ] as const) {
      const email = someone();
      await call("POST", "/v1/emailCodes", { body: { create: true, email, templateName } });
      const message = await messageTo(client, email);
      expect(message.subject).toEqual(subject);
      expect(message.code).toMatch(/^\d{6}$/);
    }
    const phoneNumber = "+4915112345680";
    const body = { create: true, phoneNumber, templateName: "sms_login_user" };
    await call("POST", "/v1/smsCodes", { body });
    const { text, code } = await messageTo(client, phoneNumber);
    expect(text).toContain(`Acme: ${code}`);
  });
});

describe("a challenge", () => {
  it("can be read, with its value masked", async () => {
    const { userID } = await aUser(client);
    const [identifierValue, clientInformation] = [someone(), { remoteAddress: "192.0.2.1", userAgent: "x" }];
    const body = { challengeType: "email_otp", identifierValue, clientInformation };
    const created = await call("POST", `/v2/users/${userID}/challenges`, { body });
    const target = `/v2/users/${userID}/challenges/${created.body.challengeID}`;
    expect((await call("GET", target)).body).toEqual(created.body);
    const { code: value } = await messageTo(client, identifierValue);
    await call("PATCH", target, { body: { value } });
    expect((await call("GET", target)).body).toEqual({ ...created.body, status: "completed" });
    const other = await aUser(client);
    const foreign = await call("GET", target.replace(userID, other.userID));
    expect([foreign.status, ...messagesOf(foreign)]).toEqual([400, "challengeID: does not exist"]);
  });
});

describe("identifiers", () => {
  it("are sorted by when they were created, in both of the vendor's notations", async () => {
    const { userID } = await aUser(client);
    for (let i = 0; i < 3; i++) {
      await call("POST", `/v2/users/${userID}/identifiers`, { body: anIdentifier({ status: "pending" }) });
    }
    const idsBy = async (sort: string) => {
      const query = new URLSearchParams({ sort, "filter[]": `userID:eq:${digitsOf(userID)}` });
      const { body } = await call("GET", `/v2/identifiers?${query}`);
      return body.identifiers.map(({ identifierID }: { identifierID: string }) => identifierID);
    };
    const oldestFirst = await idsBy("created");
    expect(oldestFirst).toHaveLength(3);
    expect(await idsBy("created:asc")).toEqual(oldestFirst);
    expect(await idsBy("-created")).toEqual(oldestFirst.toReversed());
    expect(await idsBy("created:desc")).toEqual(oldestFirst.toReversed());
  });
});

describe("a disabled user", () => {
  it("gets no messages, and none of their codes proves anything", async () => {
    const email = someone();
    const sent = await call("POST", "/v1/emailCodes", { body: { create: true, email } });
    const { code } = await messageTo(client, email);
    const listed = await call("GET", `/v2/users?filter[]=searchValue:eq:${encodeURIComponent(email)}`);
    const { userID } = listed.body.users[0];
    const body = {
      challengeType: "email_otp",
      identifierValue: email,
      clientInformation: { remoteAddress: "192.0.2.1", userAgent: "x" },
    };
    const challenge = await call("POST", `/v2/users/${userID}/challenges`, { body });
    await call("PATCH", `/v2/users/${userID}`, { body: { status: "disabled" } });

    const answers = [
      await call("PUT", `/v1/emailCodes/${sent.body.data.emailCodeID}/validate`, { body: { code } }),
      await call("PATCH", `/v2/users/${userID}/challenges/${challenge.body.challengeID}`, {
        body: { value: "123456" },
      }),
      await call("POST", `/v2/users/${userID}/challenges`, { body }),
      await call("POST", "/v1/emailCodes", { body: { create: true, email } }),
    ];
    expect(answers.map((answer) => [answer.status, ...messagesOf(answer)])).toEqual([
      [400, "userID: is disabled"],
      [400, "userID: is disabled"],
      [400, "userID: is disabled"],
      [400, "email: is disabled"],
    ]);

    await call("PATCH", `/v2/users/${userID}`, { body: { status: "active" } });
    const again = await call("PUT", `/v1/emailCodes/${sent.body.data.emailCodeID}/validate`, {
      body: { code },
    });
    expect(again.status).toBe(200);
  });
});
