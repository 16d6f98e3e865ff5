import { beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import {
  aClient,
  anIdentifier,
  aUser,
  type Body,
  type Client,
  type Method,
  seedBody,
  type TestResponse,
} from "./harness";

useTestDatabase();

let client: Client;
let user: Body;
let identifier: Body;
beforeAll(async () => {
  client = await aClient({ settings: { requestsPerMinute: 1_000_000 } });
  user = await aUser(client);
  const path = `/v2/users/${user.userID}/identifiers`;
  identifier = (await client.call("POST", path, { body: anIdentifier() })).body;
});

const clientInformation = { remoteAddress: "203.0.113.7", userAgent: "Mozilla/5.0" };
const challengeBody = { challengeType: "email_otp", identifierValue: "jane@example.com", clientInformation };

/** Every call with a body, and a valid body for it. */
const calls = (): [Method, string, Record<string, unknown>][] => [
  ["POST", "/v2/users", { fullName: "Jane Doe", status: "active", explicitWebauthnID: "x" }],
  ["PATCH", `/v2/users/${user.userID}`, { fullName: "Jane Doe", status: "active" }],
  ["POST", `/v2/users/${user.userID}/identifiers`, anIdentifier()],
  ["PATCH", `/v2/users/${user.userID}/identifiers/${identifier.identifierID}`, { status: "verified" }],
  ["POST", `/v2/users/${user.userID}/socialAccounts`, seedBody()],
  [
    "POST",
    `/v2/users/${user.userID}/challenges`,
    { ...challengeBody, lifetimeSeconds: 60, challengeMetadata: {} },
  ],
  ["PATCH", `/v2/users/${user.userID}/challenges/cha-1`, { value: "150919" }],
  [
    "POST",
    "/v1/users",
    { name: "jane", fullName: "Jane", email: "j@example.com", phoneNumber: "+4915112345678" },
  ],
  ["POST", "/v1/emailLinks", { create: true, email: "j@example.com", redirect: "https://example.com" }],
  ["PUT", "/v1/emailLinks/eml-1/validate", { token: "x".repeat(70) }],
  [
    "POST",
    "/v1/emailCodes",
    { create: true, email: "j@example.com", tokenLifetime: "5m", userFullName: "J" },
  ],
  ["PUT", "/v1/emailCodes/emc-1/validate", { code: "150919" }],
  ["POST", "/v1/smsCodes", { create: true, phoneNumber: "+4915112345678" }],
  ["PUT", "/v1/smsCodes/sms-1/validate", { smsCode: "150919" }],
  ["PUT", "/v1/validate/email", { email: "j@example.com" }],
  ["PUT", "/v1/validate/phoneNumber", { phoneNumber: "+4915112345678", regionCode: "DE" }],
];

const values: unknown[] = [
  ...[null, true, 0, -1, 1e308, 1.5, "", " ", "a", "\u0000", "\ud800", "x".repeat(5000), "🙃".repeat(300)],
  ...["'; drop table users; --", "../../etc/passwd", "{{7*7}}", "{token}", "+", "@", "%", "\n", "__proto__"],
  ...[[], [1], ["a"], {}, { a: 1 }, { toString: 1 }, [[[[]]]], "99999999999999999999", "NaN", "-0", "١٢٣٤٥٦"],
];

/** Checks that the answer is no 5xx and has the vendor's shape. */
function expectSane(answer: TestResponse, sent: unknown) {
  expect([sent, answer.status < 500], JSON.stringify(answer.body)).toEqual([sent, true]);
  if (answer.status === 200) return;
  expect(answer.body).toMatchObject({
    httpStatusCode: answer.status,
    requestData: { requestID: expect.stringMatching(/^req-\d+$/) },
    error: { type: expect.any(String), links: [] },
  });
}

describe("hostile values", () => {
  it("in any member of any body are answered below 500 in the vendor's shape", async () => {
    for (const [method, path, body] of calls()) {
      for (const name of Object.keys(body)) {
        for (const value of values) {
          const sent = { ...body, [name]: value };
          expectSane(await client.call(method, path, { body: sent }), [path, sent]);
        }
      }
    }
  });

  it("as the whole body are answered below 500", async () => {
    for (const [method, path] of calls()) {
      for (const value of values) expectSane(await client.call(method, path, { body: value }), [path, value]);
    }
  });

  it("anywhere in a path or query are answered below 500", async () => {
    const texts = values.filter((value) => typeof value === "string").filter((text) => text.isWellFormed());
    for (const text of texts) {
      const part = encodeURIComponent(text.slice(0, 500));
      const paths: [Method, string][] = [
        ["GET", `/v2/users/${part}x`],
        ["DELETE", `/v2/users/usr-${part}`],
        ["PATCH", `/v2/users/${user.userID}/identifiers/ide-${part}`],
        ["PATCH", `/v2/users/${user.userID}/challenges/cha-${part}`],
        ["GET", `/v1/emailLinks/eml-${part}`],
        ["PUT", `/v1/emailCodes/emc-${part}/validate`],
      ];
      for (const list of ["users", "identifiers", "socialAccounts"]) {
        const columns = ["id", "created", "status", "userID", "identifierValue", "foreignID", "searchValue"];
        for (const query of [
          ...["page", "pageSize", "sort", "filter[]", part].map((name) => `${name}=${part}`),
          ...columns.flatMap((column) =>
            ["eq", "gt", "lt"].map((sign) => `filter[]=${column}:${sign}:${part}`),
          ),
          ...columns.map((column) => `sort=${column}:${part}`),
        ]) {
          paths.push(["GET", `/v2/${list}?${query}`]);
        }
      }
      for (const [method, path] of paths) expectSane(await client.call(method, path), path);
    }
  });
});
