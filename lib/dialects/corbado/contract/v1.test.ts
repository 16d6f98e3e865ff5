import { beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { createSuppression } from "@/lib/delivery";
import { fromDecimalId } from "@/lib/id";
import { age, wrongCode } from "@/lib/verification/testing";
import { aClient, type Body, type Client, digitsOf, messagesOf, someone, type TestResponse } from "./harness";
import { messageTo, useWorker } from "./inbox";

useTestDatabase();
useWorker();

let client: Client;
beforeAll(async () => {
  client = await aClient();
});
const call: Client["call"] = (...request) => client.call(...request);

const redirect = "https://app.example.com/welcome?plan=free#top";

const sendLink = (over: object = {}) =>
  call("POST", "/v1/emailLinks", { body: { create: true, email: someone(), redirect, ...over } });
const sendCode = (over: object = {}) =>
  call("POST", "/v1/emailCodes", { body: { create: true, email: someone(), ...over } });

const statusAndMessages = (answer: TestResponse) => [answer.status, ...messagesOf(answer)];

/** The members of an answer, without the envelope around them. */
function membersOf({ body }: TestResponse): Body {
  const { httpStatusCode, message, requestData, runtime, ...members } = body;
  expect({ httpStatusCode, message }).toEqual({ httpStatusCode: 200, message: "OK" });
  expect(requestData.requestID).toMatch(/^req-\d+$/);
  expect(runtime).toEqual(expect.any(Number));
  return members;
}

describe("email links", () => {
  it("C22 report redirect and email in this order", async () => {
    const answer = await sendLink({ email: "", redirect: "" });
    expect(statusAndMessages(answer)).toEqual([400, "redirect: cannot be blank", "email: cannot be blank"]);
  });

  it("lead to the redirect with id and token, and can be validated once", async () => {
    const email = someone();
    const additionalPayload = '{"projectAbbreviation":"CRBD"}';
    const sent = await sendLink({ email, userFullName: "Jane Doe", additionalPayload, tokenLifetime: "5m" });
    expect(sent.status).toBe(200);
    const { data } = membersOf(sent);
    expect(data).toEqual({ emailLinkID: expect.stringMatching(/^eml-\d+$/) });
    const { link, code } = await messageTo(client, email);
    expect(code).toBeNull();
    const url = new URL(link!);
    expect(`${url.origin}${url.pathname}${url.hash}`).toBe("https://app.example.com/welcome#top");
    expect(url.searchParams.get("plan")).toBe("free");
    expect(url.searchParams.get("corbadoEmailLinkID")).toBe(data.emailLinkID);
    const token = url.searchParams.get("corbadoToken");

    const path = `/v1/emailLinks/${data.emailLinkID}`;
    const active = membersOf(await call("GET", path)).data.emailLink;
    expect(active).toEqual({
      ID: data.emailLinkID,
      userID: expect.stringMatching(/^usr-\d+$/),
      email,
      userFullName: "Jane Doe",
      purpose: "authentication",
      created: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
      updated: expect.any(String),
      status: "active",
      additionalPayload,
    });

    const changed = token!.at(-8) === "A" ? "B" : "A";
    const forged = token!.slice(0, -8) + changed + token!.slice(-7);
    const wrong = await call("PUT", `${path}/validate`, { body: { token: forged } });
    expect(statusAndMessages(wrong)).toEqual([400, "token: is not valid"]);
    const validated = await call("PUT", `${path}/validate`, { body: { token, createLoginToken: false } });
    expect(membersOf(validated)).toEqual({
      userID: active.userID,
      userFullName: "Jane Doe",
      userEmail: email,
      additionalPayload,
    });
    const again = await call("PUT", `${path}/validate`, { body: { token } });
    expect(statusAndMessages(again)).toEqual([400, "emailLinkID: is already completed"]);
    const query = `filter[]=userID:eq:${active.userID}`;
    const { identifiers } = (await call("GET", `/v2/identifiers?${query}`)).body;
    expect(identifiers).toMatchObject([{ value: email, status: "primary" }]);

    // Once confirmed, one of several parallel reads gets it.
    const reads = await Promise.all(Array.from({ length: 10 }, () => call("GET", path)));
    expect(reads.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(404)]);
    const read = reads.find(({ status }) => status === 200)!;
    expect(membersOf(read).data.emailLink.status).toBe("confirmed");
  });

  it("report a blank token, and answer 404 for an unknown link", async () => {
    const path = "/v1/emailLinks/eml-123456789";
    expect(statusAndMessages(await call("PUT", `${path}/validate`, { body: { token: "" } }))).toEqual([
      400,
      "token: cannot be blank",
    ]);
    const token = "fdfdsfdss1fdfdsfdss1fdfdsfdss1fdfdsfdss1fdfdsfdss1fdfdsfdss1fdfd";
    for (const unknownToken of [token, `${token}abcdef`, "x"]) {
      const unknown = await call("PUT", `${path}/validate`, { body: { token: unknownToken } });
      expect([unknown.status, unknown.body.error.type]).toEqual([404, "not_found"]);
    }
    expect((await call("GET", path)).status).toBe(404);
    expect((await call("DELETE", path, { body: {} })).status).toBe(404);
  });

  it("cannot be validated or read after they were deleted", async () => {
    const email = someone();
    const { emailLinkID } = membersOf(await sendLink({ email })).data;
    const token = new URL((await messageTo(client, email)).link!).searchParams.get("corbadoToken");
    const path = `/v1/emailLinks/${emailLinkID}`;
    const deleted = membersOf(await call("DELETE", path));
    expect(deleted).toEqual({ userID: expect.stringMatching(/^usr-/), userFullName: "", userEmail: email });
    const late = await call("PUT", `${path}/validate`, { body: { token } });
    expect(statusAndMessages(late)).toEqual([400, "token: is expired"]);
    expect((await call("GET", path)).status).toBe(404);
    expect((await call("DELETE", path)).status).toBe(404);
  });

  it("go to the user who has the address, or to a new user if the body allows it", async () => {
    const email = someone();
    expect(statusAndMessages(await sendLink({ email, create: false }))).toEqual([
      400,
      "email: does not exist",
    ]);
    const sends = await Promise.all(Array.from({ length: 5 }, () => sendLink({ email })));
    const users = await Promise.all(
      sends.map(async (sent) => {
        const { emailLinkID } = membersOf(sent).data;
        return membersOf(await call("GET", `/v1/emailLinks/${emailLinkID}`)).data.emailLink.userID;
      }),
    );
    expect(new Set(users).size).toBe(1);
    expect((await sendLink({ email: email.toUpperCase(), create: false })).status).toBe(200);
  });

  it("lead only to the project's return URLs, once it lists some", async () => {
    const { settings } = client.project;
    const own = await aClient({ settings: { ...settings, returnUrls: ["https://app.example.com/in"] } });
    const post = (to: string) =>
      own.call("POST", "/v1/emailLinks", { body: { create: true, email: someone(), redirect: to } });
    expect((await post("https://app.example.com/in")).status).toBe(200);
    for (const to of [
      "https://evil.example.com/in",
      "https://app.example.com/in#top",
      "http://app.example.com/in",
    ]) {
      const refused = await post(to);
      expect(statusAndMessages(refused)).toEqual([
        400,
        "redirect: is not among the project's allowed return URLs",
      ]);
      expect(refused.body.error.details).toBe(
        "Add the URL to the project's return URLs, or send one of them.",
      );
    }
    for (const to of ["javascript:alert(1)", "/in", "nonsense"]) {
      expect(statusAndMessages(await sendLink({ redirect: to }))).toEqual([
        400,
        "redirect: must be a valid URL",
      ]);
    }
  });

  it("leave braces in the redirect alone", async () => {
    const email = someone();
    await sendLink({ email, redirect: "https://app.example.com/in?a={token}&b=%7Bnumber}#{id}" });
    const { link } = await messageTo(client, email);
    const { searchParams, hash } = new URL(link!);
    expect([searchParams.get("a"), searchParams.get("b"), hash]).toEqual([
      "{token}",
      "{number}",
      "#%7Bid%7D",
    ]);
  });

  it("live as long as tokenLifetime says, within bounds", async () => {
    const refused = async (tokenLifetime: unknown) => statusAndMessages(await sendLink({ tokenLifetime }));
    expect(await refused("soon")).toEqual([400, "tokenLifetime: must be in a valid format"]);
    expect(await refused(300)).toEqual([400, "tokenLifetime: must be in a valid format"]);
    expect(await refused("29s")).toEqual([400, "tokenLifetime: must be no less than 30s"]);
    expect(await refused("25h")).toEqual([400, "tokenLifetime: must be no greater than 24h"]);
    const email = someone();
    const { emailLinkID } = membersOf(await sendLink({ email, tokenLifetime: "1h30m" })).data;
    const token = new URL((await messageTo(client, email)).link!).searchParams.get("corbadoToken");
    const uuid = fromDecimalId(digitsOf(emailLinkID))!;
    await age(uuid, 5399);
    expect((await call("GET", `/v1/emailLinks/${emailLinkID}`)).status).toBe(200);
    await age(uuid, 2);
    const late = await call("PUT", `/v1/emailLinks/${emailLinkID}/validate`, { body: { token } });
    expect(statusAndMessages(late)).toEqual([400, "token: is expired"]);
  });
});

describe("codes by email", () => {
  it("C21 report a code of the wrong length before the id is looked up", async () => {
    const path = "/v1/emailCodes/emc-123456789/validate";
    const validate = (code: unknown) => call("PUT", path, { body: { code } });
    expect(statusAndMessages(await validate(""))).toEqual([400, "code: cannot be blank"]);
    expect(statusAndMessages(await validate("1"))).toEqual([400, "code: the length must be exactly 6"]);
    const unknown = await validate("123456");
    expect([unknown.status, unknown.body.error.type]).toEqual([404, "not_found"]);
    expect((await call("GET", "/v1/emailCodes/emc-123456789")).status).toBe(404);
  });

  it("can be validated once, after wrong codes", async () => {
    expect(statusAndMessages(await sendCode({ email: "" }))).toEqual([400, "email: cannot be blank"]);
    const email = someone();
    const { emailCodeID } = membersOf(await sendCode({ email, userFullName: "Jane Doe" })).data;
    expect(emailCodeID).toMatch(/^emc-\d+$/);
    const { code, link } = await messageTo(client, email);
    expect(link).toBeNull();
    const path = `/v1/emailCodes/${emailCodeID}`;
    const validate = (typed: string) => call("PUT", `${path}/validate`, { body: { code: typed } });
    expect(statusAndMessages(await validate(wrongCode(code!)))).toEqual([400, "code: is not valid"]);
    expect(membersOf(await call("GET", path)).data.emailCode).toMatchObject({
      ID: emailCodeID,
      email,
      status: "active",
      additionalPayload: "",
    });
    const validated = membersOf(await validate(code!));
    expect(validated).toMatchObject({ userFullName: "Jane Doe", userEmail: email });
    expect(statusAndMessages(await validate(code!))).toEqual([400, "emailCodeID: is already completed"]);
    expect(membersOf(await call("GET", path)).data.emailCode.status).toBe("confirmed");
    expect((await call("GET", path)).status).toBe(404);
  });

  it("expire after five wrong codes", async () => {
    const email = someone();
    const { emailCodeID } = membersOf(await sendCode({ email })).data;
    const { code } = await messageTo(client, email);
    const validate = (typed: string) =>
      call("PUT", `/v1/emailCodes/${emailCodeID}/validate`, { body: { code: typed } });
    for (let i = 0; i < 5; i++) await validate(wrongCode(code!));
    expect(statusAndMessages(await validate(code!))).toEqual([400, "code: is expired"]);
  });

  it("are not found under the id of another kind", async () => {
    const email = someone();
    const { emailCodeID } = membersOf(await sendCode({ email })).data;
    const { code } = await messageTo(client, email);
    const digits = digitsOf(emailCodeID);
    const asSms = await call("PUT", `/v1/smsCodes/sms-${digits}/validate`, { body: { smsCode: code } });
    expect(asSms.status).toBe(404);
    expect((await call("GET", `/v1/emailLinks/eml-${digits}`)).status).toBe(404);
  });

  it("create no user when the message is refused", async () => {
    const own = await aClient();
    const email = someone();
    const ctx = {
      project: own.project,
      caller: { kind: "system" },
      dialect: "corbado",
      requestId: null,
      endUser: null,
    } as const;
    const suppressed = await createSuppression(ctx, { channel: "email", recipient: email });
    expect(suppressed.ok).toBe(true);
    expect((await own.call("POST", "/v1/emailCodes", { body: { create: true, email } })).status).toBe(400);
    expect((await own.call("GET", "/v2/users")).body.paging.totalItems).toBe(0);
  });

  it("create one user for parallel sends to a new address", async () => {
    const own = await aClient();
    const email = someone();
    const body = { create: true, email };
    await Promise.all(Array.from({ length: 8 }, () => own.call("POST", "/v1/emailCodes", { body })));
    expect((await own.call("GET", "/v2/users")).body.paging.totalItems).toBe(1);
  });
});

describe("codes by SMS", () => {
  it("are validated with the generic envelope", async () => {
    const send = (phoneNumber: string) =>
      call("POST", "/v1/smsCodes", { body: { phoneNumber, create: true, userFullName: "Jane Doe" } });
    expect(statusAndMessages(await send(""))).toEqual([400, "phoneNumber: cannot be blank"]);
    expect(statusAndMessages(await send("017612345678"))).toEqual([
      400,
      "phoneNumber: must be in a valid format",
    ]);
    const { smsCodeID } = membersOf(await send("+4915112345671")).data;
    expect(smsCodeID).toMatch(/^sms-\d+$/);
    const { code } = await messageTo(client, "+4915112345671");
    const validate = (id: string, smsCode: string) =>
      call("PUT", `/v1/smsCodes/${id}/validate`, { body: { smsCode } });
    expect(statusAndMessages(await validate("sms-1", ""))).toEqual([400, "smsCode: cannot be blank"]);
    expect(statusAndMessages(await validate("sms-1", "1"))).toEqual([
      400,
      "smsCode: the length must be exactly 6",
    ]);
    expect((await validate("sms-123456789", "123456")).status).toBe(404);
    expect(statusAndMessages(await validate(smsCodeID, wrongCode(code!)))).toEqual([
      400,
      "smsCode: is not valid",
    ]);
    expect(membersOf(await validate(smsCodeID, code!))).toEqual({});
  });
});

describe("/v1/users", () => {
  it("creates, reads, lists and deletes users", async () => {
    const own = await aClient();
    const email = someone();
    const body = { name: "jane", fullName: "Jane Doe", email, phoneNumber: "+4915112345672" };
    const { data } = membersOf(await own.call("POST", "/v1/users", { body }));
    expect(data).toEqual({
      userID: expect.stringMatching(/^usr-\d+$/),
      emailID: expect.stringMatching(/^eml-\d+$/),
      phoneNumberID: expect.stringMatching(/^phn-\d+$/),
    });
    const path = `/v1/users/${data.userID}`;
    const read = membersOf(await own.call("GET", `${path}?remoteAddress=&userAgent=`)).data;
    expect(read).toMatchObject({
      ID: data.userID,
      name: "jane",
      fullName: "Jane Doe",
      status: "active",
      emails: [{ ID: data.emailID, email, status: "pending" }],
      phoneNumbers: [{ ID: data.phoneNumberID, phoneNumber: "+4915112345672" }],
    });
    const list = membersOf(await own.call("GET", "/v1/users?remoteAddress=&userAgent=")).data;
    expect(list).toEqual({ users: [read], paging: { page: 1, totalPages: 1, totalItems: 1 } });
    expect(membersOf(await own.call("DELETE", path, { body: {} }))).toEqual({});
    const gone = await own.call("GET", path);
    expect([gone.status, gone.body.error.type]).toEqual([404, "not_found"]);
    expect(statusAndMessages(await own.call("DELETE", path))).toEqual([400, "userID: does not exist"]);
  });

  it("requires a name, and answers an empty id for identifiers that are left out", async () => {
    expect(statusAndMessages(await call("POST", "/v1/users", { body: {} }))).toEqual([
      400,
      "name: cannot be blank",
    ]);
    const { data } = membersOf(await call("POST", "/v1/users", { body: { name: "jane" } }));
    expect(data).toMatchObject({ emailID: "", phoneNumberID: "" });
    const bad = { name: "jane", email: "jane", phoneNumber: "1" };
    expect(statusAndMessages(await call("POST", "/v1/users", { body: bad }))).toEqual([
      400,
      "email: must be a valid email address",
      "phoneNumber: must be in a valid format",
    ]);
  });

  it("answers 422 to an unknown sort direction", async () => {
    const answer = await call("GET", "/v1/users?sort=foo:bar");
    expect(statusAndMessages(answer)).toEqual([422, "sort: Invalid order direction 'bar'"]);
    expect(answer.body).toMatchObject({ httpStatusCode: 422, error: { type: "validation_error" } });
  });
});

describe("/v1/validate", () => {
  it("checks the form of an address", async () => {
    const check = async (email: string) =>
      membersOf(await call("PUT", "/v1/validate/email", { body: { email } })).data;
    expect(await check("info@corbado.com")).toEqual({ isValid: true, validationCode: "valid" });
    expect(await check("info@corbado")).toEqual({ isValid: false, validationCode: "invalid_syntax" });
    expect(statusAndMessages(await call("PUT", "/v1/validate/email", { body: { email: "" } }))).toEqual([
      400,
      "email: cannot be blank",
    ]);
  });

  it("checks a number by its country's numbering plan", async () => {
    const check = async (body: object) =>
      membersOf(await call("PUT", "/v1/validate/phoneNumber", { body })).data;
    expect(await check({ phoneNumber: "+49 151 12345678" })).toEqual({
      isValid: true,
      validationCode: "valid",
      phoneNumber: {
        nationalNumber: 15112345678,
        countryCode: 49,
        regionCode: "DE",
        nationalFormatted: "01511 2345678",
        internationalFormatted: "+49 1511 2345678",
      },
    });
    expect(await check({ phoneNumber: "0151 12345678", regionCode: "DE" })).toMatchObject({ isValid: true });
    expect(await check({ phoneNumber: "+49 1" })).toMatchObject({ validationCode: "invalid_number" });
    expect(await check({ phoneNumber: "nonsense" })).toMatchObject({ validationCode: "invalid_number" });
    expect(await check({ phoneNumber: "+999 123456" })).toMatchObject({
      isValid: false,
      validationCode: "invalid_country_code",
    });
    expect(await check({ phoneNumber: "0151", regionCode: "XX" })).toMatchObject({
      validationCode: "invalid_country_code",
    });
    expect(await check({ phoneNumber: `+49${"1".repeat(40)}` })).toMatchObject({
      validationCode: "too_long",
    });
  });
});
