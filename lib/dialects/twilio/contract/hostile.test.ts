import { beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import {
  aClient,
  aService,
  type Body,
  type Client,
  type Method,
  send,
  someNumber,
  type TestResponse,
} from "./harness";

useTestDatabase();

let client: Client;
let service: Body;
beforeAll(async () => {
  client = await aClient();
  service = await aService(client);
});

const digits = "0".repeat(32);

/** Every call with a body, and a valid body for it. */
const calls = (): [string, Record<string, string>][] => {
  const own = `/Services/${service.sid}`;
  return [
    ["/Services", { FriendlyName: "Acme", CodeLength: "6", LookupEnabled: "true", TtsName: "Acme" }],
    [own, { FriendlyName: "Acme", DefaultTemplateSid: `HJ${digits}` }],
    [
      `${own}/Verifications`,
      {
        ...{
          To: someNumber(),
          Channel: "sms",
          CustomFriendlyName: "Acme",
          Locale: "en",
          CustomCode: "987654",
        },
        ...{ Amount: "1.00", Payee: "Acme", RateLimits: "{}", AppHash: "FA+9qCX9VSu", Tags: "{}" },
        ...{ TemplateSid: `HJ${digits}`, TemplateCustomSubstitutions: "{}" },
      },
    ],
    [`${own}/Verifications/VE${digits}`, { Status: "canceled" }],
    [
      `${own}/VerificationCheck`,
      { To: someNumber(), Code: "123456", VerificationSid: `VE${digits}`, Amount: "1.00", Payee: "Acme" },
    ],
    [`${own}/RateLimits`, { UniqueName: "ip", Description: "x" }],
    [`${own}/RateLimits/RK${digits}`, { Description: "x" }],
    [`${own}/RateLimits/RK${digits}/Buckets`, { Max: "1", Interval: "1" }],
    [`${own}/RateLimits/RK${digits}/Buckets/BL${digits}`, { Max: "1", Interval: "1" }],
  ];
};

const values: (string | string[])[] = [
  ...["", " ", "a", "\u0000", "x".repeat(5000), "🙃".repeat(300), "true", "null", "0", "-1", "1e308", "NaN"],
  ...["'; drop table users; --", "../../etc/passwd", "{{code}}", "{otp}", "+", "@", "%", "\n", "__proto__"],
  ...["[]", "{}", '{"__proto__":{"a":1}}', '{"a":{"b":1}}', '{"a":"\\u0000"}', "[[[[", "١٢٣٤٥٦", "\u202e"],
  ...[
    ["a", "b"],
    ["123456", "123456"],
    ["true", "false"],
  ],
];

/** Checks that the answer is no 5xx, and that an error has the vendor's shape. */
function expectSane({ status, body }: TestResponse, sent: unknown) {
  expect([sent, status < 500], JSON.stringify(body)).toEqual([sent, true]);
  if (status < 300) return;
  expect(Object.keys(body)).toEqual(["code", "message", "more_info", "status"]);
  expect(body).toMatchObject({ status, more_info: `https://www.twilio.com/docs/errors/${body.code}` });
}

describe("hostile values", () => {
  it("in any parameter of any form are answered below 500 in the vendor's shape", async () => {
    for (const [path, form] of calls()) {
      for (const name of [...Object.keys(form), "__proto__"]) {
        for (const value of values) {
          const sent = { ...form, [name]: value };
          expectSane(await client.call("POST", path, { form: sent }), [path, name, value]);
        }
      }
    }
  });

  it("as the whole body are answered below 500", async () => {
    for (const [path] of calls()) {
      for (const text of ["%", "%ff%fe", "&&&", "=", "a=b=c", "{}", "\u0000", "x".repeat(66_000)]) {
        expectSane(await client.call("POST", path, { text }), [path, text.slice(0, 20)]);
      }
      const json = { text: "{}", headers: { "content-type": "application/json" } };
      expect([404, 415]).toContain((await client.call("POST", path, json)).status);
    }
  });

  it("anywhere in a path or query are answered below 500", async () => {
    const texts = values.flat().filter((text) => text !== "");
    for (const text of texts) {
      const part = encodeURIComponent([...text].slice(0, 100).join(""));
      const paths: [Method, string][] = [
        ["GET", `/Services/${part}x`],
        ["POST", `/Services/${part}x/Verifications`],
        ["GET", `/Services/${service.sid}/Verifications/${part}x`],
        ["GET", `/Services/${service.sid}/Verifications/VE${part}`],
        ["POST", `/Services/${service.sid}/Verifications/${part}x`],
        ["GET", `/Services/${service.sid}/RateLimits/${part}x/Buckets`],
        ["GET", `/Attempts/${part}x`],
        ["GET", `/Attempts/VL${part}`],
      ];
      const names = ["PageSize", "Page", "PageToken", "DateCreatedAfter", "DateCreatedBefore", "Country"];
      const filters = ["Channel", "VerifyServiceSid", "VerificationSid", "Status", "ChannelData.To"];
      for (const name of [...names, ...filters, "DestinationPrefix", part]) {
        for (const list of ["/Services", "/Attempts", "/Attempts/Summary", "/Templates"]) {
          paths.push(["GET", `${list}?${name}=${part}`]);
        }
      }
      for (const [method, path] of paths) expectSane(await client.call(method, path, {}), path);
    }
  });
});

describe("methods and scopes", () => {
  it("other methods get 405 with the allowed ones, and unknown paths 404", async () => {
    const allowed: [string, string][] = [
      ["/Services", "GET, HEAD, POST"],
      [`/Services/${service.sid}`, "GET, HEAD, POST, DELETE"],
      [`/Services/${service.sid}/Verifications`, "POST"],
      [`/Services/${service.sid}/VerificationCheck`, "POST"],
      ["/Attempts", "GET, HEAD"],
      ["/Attempts/Summary", "GET, HEAD"],
      ["/Templates", "GET, HEAD"],
    ];
    for (const [path, allow] of allowed) {
      const refused = await client.call("PUT", path);
      expect([path, refused.status, refused.headers.get("allow")]).toEqual([path, 405, allow]);
      expect(refused.body.code).toBe(20004);
    }
    for (const path of ["/Services/x/Entities", `/Services/${service.sid}/Webhooks`, "/Templates/x"]) {
      const missing = await client.call("GET", path);
      expect(missing.body).toMatchObject({
        code: 20404,
        message: `The requested resource ${path} was not found`,
      });
    }
  });

  it("a key needs the scope of the call", async () => {
    const reader = await aClient({ scopes: ["verifications:read"] });
    const refused = await reader.call("POST", "/Services", { form: { FriendlyName: "Acme" } });
    expect(refused.body).toMatchObject({ status: 403, code: 20006 });
    expect((await reader.call("GET", "/Attempts")).status).toBe(200);
  });

  it("the key's own SID is a user name, too", async () => {
    const credentials = (username: string) => ({ username, password: client.token });
    expect((await send("GET", "/Services", { credentials: credentials(client.keySid) })).status).toBe(200);
    expect((await send("GET", "/Services", { credentials: credentials(`SK${digits}`) })).status).toBe(401);
  });
});
