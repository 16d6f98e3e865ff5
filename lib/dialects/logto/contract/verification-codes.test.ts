import { beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { age, wrongCode } from "@/lib/verification/testing";
import { aClient, type Client, send, sentTo, someone, somePhone, type TestResponse } from "./harness";

useTestDatabase();

let client: Client;
beforeAll(async () => {
  client = await aClient();
});

const request = (body: unknown, by = client) => by.call("POST", "/api/verification-codes", { body });
const verify = (body: unknown, by = client) => by.call("POST", "/api/verification-codes/verify", { body });

/** A refusal's status and code. */
const said = ({ status, body }: TestResponse) => [status, body?.code];
const done = (answer: TestResponse) => [answer.status, answer.body];

describe("POST /api/verification-codes", () => {
  it("M1: sends a six-digit code, and responds without a body", async () => {
    const email = someone();
    const answer = await request({ email });
    expect(done(answer)).toEqual([204, null]);
    expect(answer.headers.get("content-type")).toBeNull();
    expect(answer.headers.get("logto-core-request-id")).toBeTruthy();
    const { code, identifierValue } = await sentTo(client, email);
    expect(identifierValue).toBe(email);
    expect(code).toMatch(/^\d{6}$/);
  });

  it("M2: refuses a body with neither an email address nor a phone number", async () => {
    const answer = await request({ username: "x" });
    expect(said(answer)).toEqual([400, "guard.invalid_input"]);
    expect(Object.keys(answer.body)).toEqual(["code", "data", "details", "message"]);
    expect(answer.body.message).toBe("The request body is invalid.");
    expect(answer.body.details).toBe('Error in key path "": (invalid_union) Invalid input');
    expect(answer.body.data.name).toBe("ZodError");
    expect(answer.body.data.issues[0]).toMatchObject({
      code: "invalid_union",
      path: [],
      message: "Invalid input",
    });
    expect(answer.body.data.issues[0].unionErrors[0]).toEqual({
      issues: [
        {
          code: "invalid_type",
          expected: "string",
          received: "undefined",
          path: ["email"],
          message: "Required",
        },
      ],
      name: "ZodError",
    });
  });

  it("uses the address if both are given, and the number if the address is invalid", async () => {
    const [email, phone] = [someone(), somePhone()];
    expect((await request({ email, phone })).status).toBe(204);
    await expect(sentTo(client, phone)).rejects.toThrow();
    expect((await request({ email: "none", phone })).status).toBe(204);
    expect((await sentTo(client, phone)).identifierValue).toBe(`+${phone}`);
  });

  it.each([
    ["a plus", { phone: "+4915123450000" }],
    ["spaces", { email: "a b@logto.io" }],
    ["a number that is no text", { phone: 4915123450000 }],
    ["a list", []],
  ])("refuses %s", async (_, body) => {
    expect(said(await request(body))).toEqual([400, "guard.invalid_input"]);
  });

  it("refuses an address that is too long for the vendor's column", async () => {
    expect(said(await request({ email: `${"a".repeat(130)}@logto.io` }))).toEqual([
      422,
      "entity.value_too_long",
    ]);
  });

  it("M3, M4: without a connector the response is 501, but the code exists", async () => {
    const bare = await aClient({ hasInbox: false });
    const email = someone();
    const answer = await request({ email }, bare);
    expect(said(answer)).toEqual([501, "connector.not_found"]);
    expect(answer.body.message).toBe("Cannot find any available connector for type: Email.");
    const tried = await verify({ email, verificationCode: "any_string" }, bare);
    expect(said(tried)).toEqual([400, "verification_code.code_mismatch"]);
    expect(tried.body).toEqual({
      code: "verification_code.code_mismatch",
      message: "Invalid verification code.",
    });
    const { body } = await request({ phone: somePhone() }, bare);
    expect(body.message).toBe("Cannot find any available connector for type: Sms.");
  });

  it("M10: refuses the eleventh message to one number, and the tenth code stays valid", async () => {
    const phone = somePhone();
    for (let i = 0; i < 10; i++) expect((await request({ phone })).status).toBe(204);
    const { code } = await sentTo(client, phone);
    const refused = await request({ phone });
    expect(said(refused)).toEqual([429, "request.message_rate_limited"]);
    expect(refused.headers.get("retry-after")).toBeNull();
    expect((await verify({ phone, verificationCode: code })).status).toBe(204);
  });

  it("M15: two spellings of an address share one send limit", async () => {
    const email = someone();
    const other = email.replace("jane", "Jane").replace("logto.io", "Logto.IO");
    for (let i = 0; i < 5; i++) {
      expect((await request({ email })).status).toBe(204);
      expect((await request({ email: other })).status).toBe(204);
    }
    expect(said(await request({ email: other }))).toEqual([429, "request.message_rate_limited"]);
  });

  it("a message without a connector does not count towards the limit", async () => {
    const bare = await aClient({ hasInbox: false });
    const email = someone();
    const answers = await Promise.all(Array.from({ length: 12 }, () => request({ email }, bare)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([501]));
  });
});

describe("POST /api/verification-codes/verify", () => {
  it("M5: accepts the correct code, once", async () => {
    const phone = somePhone();
    await request({ phone });
    const { code } = await sentTo(client, phone);
    expect(done(await verify({ phone, verificationCode: code }))).toEqual([204, null]);
    expect(said(await verify({ phone, verificationCode: code }))).toEqual([
      400,
      "verification_code.not_found",
    ]);
  });

  it("of many parallel correct answers, one succeeds", async () => {
    const email = someone();
    await request({ email });
    const { code } = await sentTo(client, email);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => verify({ email, verificationCode: code })),
    );
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(new Set(answers.filter(({ status }) => status !== 204).map(({ body }) => body.code))).toEqual(
      new Set(["verification_code.not_found"]),
    );
  });

  it("M6: refuses another number's code", async () => {
    const phone = somePhone();
    await request({ phone });
    const { code } = await sentTo(client, phone);
    const answer = await verify({ phone: "666", verificationCode: code });
    expect(said(answer)).toEqual([400, "verification_code.not_found"]);
    expect(answer.body.message).toBe("Verification code not found. Please send verification code first.");
  });

  it("M7: refuses a wrong code", async () => {
    const phone = somePhone();
    await request({ phone });
    expect(said(await verify({ phone, verificationCode: "666" }))).toEqual([
      400,
      "verification_code.code_mismatch",
    ]);
  });

  it("M8: a second code replaces the first", async () => {
    const email = someone();
    await request({ email });
    const first = await sentTo(client, email);
    await request({ email });
    const second = await sentTo(client, email);
    if (first.code !== second.code) {
      expect(said(await verify({ email, verificationCode: first.code }))).toEqual([
        400,
        "verification_code.code_mismatch",
      ]);
    }
    expect((await verify({ email, verificationCode: second.code })).status).toBe(204);
  });

  it("M9: after ten wrong codes, refuses even the correct one", async () => {
    const email = someone();
    await request({ email });
    const { code } = await sentTo(client, email);
    for (let i = 0; i < 10; i++) {
      expect(said(await verify({ email, verificationCode: wrongCode(code) }))).toEqual([
        400,
        "verification_code.code_mismatch",
      ]);
    }
    expect(said(await verify({ email, verificationCode: code }))).toEqual([
      400,
      "verification_code.exceed_max_try",
    ]);
  });

  it("M13: an empty code is a malformed request", async () => {
    const answer = await verify({ email: someone(), verificationCode: "" });
    expect(said(answer)).toEqual([400, "guard.invalid_input"]);
  });

  it("M14: a code expires after ten minutes, and stays expired", async () => {
    const email = someone();
    await request({ email });
    const { id, code } = await sentTo(client, email);
    await age(id, 601);
    for (let i = 0; i < 2; i++) {
      expect(said(await verify({ email, verificationCode: code }))).toEqual([
        400,
        "verification_code.expired",
      ]);
    }
  });

  it("reports expiry even after the tries are used up", async () => {
    const email = someone();
    await request({ email });
    const { id, code } = await sentTo(client, email);
    for (let i = 0; i < 11; i++) await verify({ email, verificationCode: wrongCode(code) });
    await age(id, 601);
    expect(said(await verify({ email, verificationCode: code }))).toEqual([400, "verification_code.expired"]);
  });

  it("compares addresses exactly", async () => {
    const email = someone();
    await request({ email });
    const { code } = await sentTo(client, email);
    expect(said(await verify({ email: email.replace("jane", "Jane"), verificationCode: code }))).toEqual([
      400,
      "verification_code.not_found",
    ]);
    expect((await verify({ email, verificationCode: code })).status).toBe(204);
  });

  it("a code with another digit or a letter does not match; separators and other scripts do", async () => {
    const email = someone();
    await request({ email });
    const { code } = await sentTo(client, email);
    for (const verificationCode of [`${code}0`, `a${code}`]) {
      expect(said(await verify({ email, verificationCode }))).toEqual([
        400,
        "verification_code.code_mismatch",
      ]);
    }
    const arabic = code.replace(/\d/g, (digit: string) => String.fromCodePoint(0x660 + Number(digit)));
    expect((await verify({ email, verificationCode: ` \u200b${arabic}` })).status).toBe(204);
  });

  it("does not know another project's code", async () => {
    const email = someone();
    await request({ email });
    const { code } = await sentTo(client, email);
    const stranger = await aClient();
    expect(said(await verify({ email, verificationCode: code }, stranger))).toEqual([
      400,
      "verification_code.not_found",
    ]);
  });
});

describe("who may call", () => {
  const body = { email: "jane@logto.io" };

  it("M11: refuses a request without the header", async () => {
    const answer = await send("POST", "/api/verification-codes", { body });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual({
      code: "auth.authorization_header_missing",
      message: "Authorization header is missing.",
    });
  });

  it("M12: refuses another scheme", async () => {
    const headers = { authorization: "dummy access_token" };
    const answer = await send("POST", "/api/verification-codes", { body, headers });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual({
      code: "auth.authorization_token_type_not_supported",
      data: { supportedTypes: ["Bearer"] },
      message: "Authorization type is not supported.",
    });
  });

  it("an invalid token gets the JOSE library's error", async () => {
    const answer = await send("POST", "/api/verification-codes", {
      body,
      headers: { authorization: "Bearer abc" },
    });
    expect(said(answer)).toEqual([401, "auth.unauthorized"]);
    expect(answer.body.data).toEqual({ code: "ERR_JWS_INVALID", name: "JWSInvalid" });
    expect(answer.body.message).toBe("Unauthorized. Please check credentials and its scope.");
  });

  it("a key without the scope gets 403", async () => {
    const reader = await aClient({ scopes: ["verifications:read"] });
    expect(said(await request(body, reader))).toEqual([403, "auth.forbidden"]);
  });
});
