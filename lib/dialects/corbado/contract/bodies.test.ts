import { beforeAll, describe, expect, it } from "vitest";
import { aContext } from "@/lib/access/testing";
import { useTestDatabase } from "@/lib/db/testing";
import { listEvents } from "@/lib/events";
import { aClient, aUser, type Body, type Client, type Method, messagesOf, someone } from "./harness";
import { messageTo, useWorker } from "./inbox";

/* Bodies: members of every call, encodings, and values that several calls share. */

useTestDatabase();
useWorker();

let client: Client;
beforeAll(async () => {
  client = await aClient();
});
const call: Client["call"] = (...request) => client.call(...request);

const redirect = "https://app.example.com/welcome";

/** Every call of v1 with a body: one that succeeds, or that is refused for an unknown id. */
const v1Calls = (): [Method, string, Record<string, unknown>][] => [
  ["POST", "/v1/emailLinks", { create: true, email: someone(), redirect }],
  ["PUT", "/v1/emailLinks/eml-1/validate", { token: "x".repeat(70) }],
  ["DELETE", "/v1/emailLinks/eml-1", {}],
  ["POST", "/v1/emailCodes", { create: true, email: someone() }],
  ["PUT", "/v1/emailCodes/emc-1/validate", { code: "150919" }],
  ["POST", "/v1/smsCodes", { create: true, phoneNumber: "+4915112345678" }],
  ["PUT", "/v1/smsCodes/sms-1/validate", { smsCode: "150919" }],
  ["POST", "/v1/users", { name: "jane" }],
  ["DELETE", "/v1/users/usr-1", {}],
  ["PUT", "/v1/validate/email", { email: "jane@example.com" }],
  ["PUT", "/v1/validate/phoneNumber", { phoneNumber: "+4915112345678" }],
];

describe("requestID", () => {
  it("is the request id in every answer of v1: body, link and header", async () => {
    for (const [method, path, body] of v1Calls()) {
      const requestID = `req-${path.length}${method}.my_own~1`;
      const answer = await call(method, path, { body: { ...body, requestID } });
      expect([path, answer.body.requestData.requestID]).toEqual([path, requestID]);
      expect(answer.body.requestData.link).toMatch(new RegExp(`/requests/${requestID}$`));
      expect(answer.headers.get("x-request-id")).toBe(requestID);
    }
    const blank = await call("POST", "/v1/users", { body: { requestID: "req-1" } });
    expect([blank.body.requestData.requestID, messagesOf(blank)]).toEqual([
      "req-1",
      ["name: cannot be blank"],
    ]);
  });

  it("is the request id of events", async () => {
    const requestID = "req-of-an-event";
    await call("POST", "/v1/emailCodes", { body: { create: true, email: someone(), requestID } });
    const events = await listEvents(aContext(client.project).project.id, {
      type: "verification.started",
      limit: 1,
    });
    expect(events).toContainEqual(
      expect.objectContaining({ type: "verification.started", requestId: requestID }),
    );
  });

  it("that is not a plain token is refused, and the answer has a generated id", async () => {
    for (const requestID of ["two words", "x".repeat(129), "req\n1", "<b>", 5, {}, ["a"]]) {
      for (const [method, path, body] of v1Calls()) {
        const answer = await call(method, path, { body: { ...body, requestID } });
        expect(answer.body.requestData.requestID).toMatch(/^req-\d+$/);
        // An unknown user in the path comes before the body.
        if (path === "/v1/users/usr-1") continue;
        expect([path, requestID, answer.status]).toEqual([path, requestID, 400]);
        expect(messagesOf(answer)[0]).toMatch(/^requestID: /);
      }
    }
  });

  it("that is left out or blank is generated, as it always is in v2", async () => {
    for (const requestID of [undefined, null, ""]) {
      const answer = await call("POST", "/v1/users", { body: { name: "jane", requestID } });
      expect([answer.status, answer.body.requestData.requestID]).toEqual([
        200,
        expect.stringMatching(/^req-\d+$/),
      ]);
    }
    const v2 = await call("POST", "/v2/users", { body: { requestID: "mine" } });
    expect(v2.body.requestData.requestID).toMatch(/^req-\d+$/);
  });
});

describe("documented members that are not used", () => {
  const unused: [Method, string, Record<string, unknown>][] = [
    ["POST", "/v1/emailLinks", { templateName: "email_login_user" }],
    ["POST", "/v1/emailCodes", { templateName: "email_login_user" }],
    ["POST", "/v1/smsCodes", { templateName: "sms_login_user" }],
    ["PUT", "/v1/emailLinks/eml-1/validate", { createLoginToken: true }],
    ["PUT", "/v1/emailCodes/emc-1/validate", { createLoginToken: true }],
    ["PUT", "/v1/smsCodes/sms-1/validate", { createLoginToken: true }],
    ["PUT", "/v1/validate/email", { smtpCheck: true, suggestDomain: true }],
  ];

  it("are accepted in the vendor's type, and refused in any other", async () => {
    const clientInfo = { remoteAddress: "::ffff:172.18.0.1", userAgent: "Mozilla/5.0" };
    for (const [method, path, body] of v1Calls()) {
      const members = unused.find(([, unusedPath]) => unusedPath === path)?.[2] ?? {};
      const accepted = await call(method, path, { body: { ...body, clientInfo, ...members } });
      expect([path, messagesOf(accepted)]).toEqual([
        path,
        path === "/v1/users/usr-1" ? ["userID: does not exist"] : [],
      ]);
      if (path === "/v1/users/usr-1") continue;
      for (const name of [...Object.keys(members), "clientInfo"]) {
        const refused = await call(method, path, { body: { ...body, [name]: 42 } });
        expect([path, refused.status, messagesOf(refused)]).toEqual([
          path,
          400,
          [expect.stringMatching(new RegExp(`^${name}: must be a`))],
        ]);
      }
    }
  });
});

describe("a member named __proto__", () => {
  it("is ignored as every unknown member is, at any depth and however it is written", async () => {
    const status = '"status":"active"';
    for (const proto of [
      '"__proto__":{"status":"disabled","fullName":"Polluted"}',
      '"__proto__":null',
      '"__proto__":"text"',
      '"\\u005f_proto_\\u005f":{"fullName":"Polluted"}',
      '"unknown":{"__proto__":{"fullName":"Polluted"}}',
      '"constructor":{"prototype":{"fullName":"Polluted"}}',
    ]) {
      for (const text of [`{${proto},${status}}`, `{${status},${proto}}`]) {
        const answer = await call("POST", "/v2/users", { text });
        expect([text, answer.status, answer.body.status]).toEqual([text, 200, "active"]);
        expect(answer.body).not.toHaveProperty("fullName");
      }
    }
    expect(({} as Body).fullName).toBeUndefined();
    const alone = await call("POST", "/v2/users", { text: '{"__proto__":{"status":"active"}}' });
    expect(messagesOf(alone)).toEqual(["status: cannot be blank"]);
  });

  it("is dropped from free-form members", async () => {
    const { userID } = await aUser(client);
    const information = '{"remoteAddress":"203.0.113.7","userAgent":"x","__proto__":{"a":1}}';
    const text = `{"challengeType":"email_otp","identifierValue":"${someone()}","challengeMetadata":{"__proto__":{"b":[{"__proto__":1}]}},"clientInformation":${information}}`;
    const answer = await call("POST", `/v2/users/${userID}/challenges`, { text });
    expect(answer.status).toBe(200);
  });

  it("in text that is not JSON is still refused", async () => {
    for (const text of ['{"__proto__":', "__proto__", '["__proto__"]']) {
      const { status, body } = await call("POST", "/v2/users", { text });
      expect([text, status, body.error.type]).toEqual([text, 400, "invalid_json"]);
    }
  });
});

describe("a body that is not UTF-8", () => {
  it("is invalid JSON, and nothing is stored", async () => {
    const own = await aClient();
    const bytes = Buffer.from('{"status":"active","fullName":"Jos\u00e9"}', "latin1");
    for (const [method, path] of [["POST", "/v2/users"], ...v1Calls().slice(0, 1)] as [Method, string][]) {
      const refused = await own.call(method, path, { bytes });
      expect([refused.status, refused.body.error.type]).toEqual([400, "invalid_json"]);
      expect(refused.body.error.details).toMatch(/UTF-8/);
    }
    expect((await own.call("GET", "/v2/users")).body.paging.totalItems).toBe(0);
    const utf8 = await own.call("POST", "/v2/users", {
      bytes: Buffer.from(bytes.toString("latin1"), "utf8"),
    });
    expect(utf8.body.fullName).toBe("Jos\u00e9");
  });
});

describe("a phone number", () => {
  const errorShapes = [
    "+4915112345678",
    "+49 151 12345678",
    "+49 (151) 123-456-78",
    "+49-151-12345678",
    "+49.151.12345678",
    "0049 151 12345678",
    "tel:+49-151-12345678",
  ];
  const invalid = [
    "+15551234567",
    "+49 1",
    "nonsense",
    "+999 123456",
    "015112345678",
    `+49${"1".repeat(40)}`,
  ];

  it("is valid for validate/phoneNumber exactly if every call that sends a code accepts it", async () => {
    const own = await aClient();
    const { userID } = await aUser(own);
    const clientInformation = { remoteAddress: "203.0.113.7", userAgent: "Mozilla/5.0" };
    for (const phoneNumber of [...errorShapes, ...invalid]) {
      const check = await own.call("PUT", "/v1/validate/phoneNumber", { body: { phoneNumber } });
      const { isValid } = check.body.data;
      expect([phoneNumber, isValid]).toEqual([phoneNumber, errorShapes.includes(phoneNumber)]);
      const identifierValue = phoneNumber;
      const calls: [string, object, string][] = [
        ["/v1/smsCodes", { phoneNumber, create: true }, "phoneNumber"],
        ["/v1/users", { name: "jane", phoneNumber }, "phoneNumber"],
        [
          `/v2/users/${userID}/challenges`,
          { challengeType: "sms_otp", identifierValue, clientInformation },
          "identifierValue",
        ],
      ];
      for (const [path, body, field] of calls) {
        const answer = await own.call("POST", path, { body });
        expect([path, phoneNumber, messagesOf(answer)]).toEqual([
          path,
          phoneNumber,
          isValid ? [] : [`${field}: must be in a valid format`],
        ]);
      }
    }
    // All errorShapes are one number, and so one user.
    const { body } = await own.call("GET", "/v2/users?filter[]=searchValue:eq:%2B4915112345678&pageSize=100");
    const phones = body.users.flatMap((user: Body) => user.phoneNumberIdentifiers);
    expect(new Set(phones.map(({ value }: Body) => value))).toEqual(new Set(["+4915112345678"]));
  });

  it("outside the project's countries is refused for that reason", async () => {
    const { settings } = client.project;
    const own = await aClient({
      settings: { ...settings, countries: ["AT"] },
    });
    const answer = await own.call("POST", "/v1/smsCodes", {
      body: { phoneNumber: "+4915112345678", create: true },
    });
    expect(messagesOf(answer)).toEqual(["phoneNumber: is in a country that the project does not allow"]);
  });
});

describe("a code", () => {
  it("is accepted as a person types or pastes it", async () => {
    const typed: ((code: string) => string)[] = [
      (code) => `${code.slice(0, 3)} ${code.slice(3)}`,
      (code) => ` ${code.slice(0, 3)}-${code.slice(3)} `,
      (code) => code.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
      (code) => code.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0x630)),
      (code) => `\u200b${code}\u00a0`,
    ];
    for (const type of typed) {
      const email = someone();
      const sent = await call("POST", "/v1/emailCodes", { body: { create: true, email } });
      const { code } = await messageTo(client, email);
      const path = `/v1/emailCodes/${sent.body.data.emailCodeID}/validate`;
      const validated = await call("PUT", path, { body: { code: type(code!) } });
      expect([type(code!), validated.status]).toEqual([type(code!), 200]);
    }
  });

  it("with letters is refused and costs no attempt", async () => {
    const { userID } = await aUser(client);
    const clientInformation = { remoteAddress: "203.0.113.7", userAgent: "Mozilla/5.0" };
    const [v1To, v2To] = [someone(), someone()];
    const sent = await call("POST", "/v1/emailCodes", { body: { create: true, email: v1To } });
    const v1Path = `/v1/emailCodes/${sent.body.data.emailCodeID}/validate`;
    const started = await call("POST", `/v2/users/${userID}/challenges`, {
      body: { challengeType: "email_otp", identifierValue: v2To, clientInformation },
    });
    const v2Path = `/v2/users/${userID}/challenges/${started.body.challengeID}`;
    for (const text of ["abcdef", "12345O", "l23456", "code: ", "12345/", "######"]) {
      const v1 = await call("PUT", v1Path, { body: { code: text } });
      const v2 = await call("PATCH", v2Path, { body: { value: text } });
      expect([v1.status, v2.status]).toEqual([400, 400]);
      expect(messagesOf(v2)).toEqual(["value: is not valid"]);
    }
    const [v1Code, v2Code] = [await messageTo(client, v1To), await messageTo(client, v2To)];
    expect((await call("PUT", v1Path, { body: { code: v1Code.code } })).status).toBe(200);
    expect((await call("PATCH", v2Path, { body: { value: v2Code.code } })).body.status).toBe("completed");
  });
});
