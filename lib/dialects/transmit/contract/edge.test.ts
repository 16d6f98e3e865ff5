import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { startWorker, type Worker } from "@/lib/delivery";
import { aTokenClient, clientToken, userToken } from "@/lib/http/oauth/contract/harness";
import { fromShortId, toTypeId } from "@/lib/id";
import { log } from "@/lib/log";
import { openChallenges } from "@/lib/verification";
import config from "@/next.config";
import {
  type App,
  anApp,
  aPerson,
  codeFor,
  inApp,
  lastMessage,
  linkFor,
  type Method,
  messagesNow,
  open,
  passTime,
  prove,
  registered,
  send,
  someAddress,
  someNumber,
  type TestUser,
} from "./harness";

useTestDatabase();

let worker: Worker;
let app: App;
let person: TestUser;
beforeAll(async () => {
  worker = startWorker({ openChallenges, log });
  app = await anApp({ settings: { maxFailures: 20 } });
  person = await aPerson(app);
});
afterAll(() => worker.stop());

const paths = ["links/email", "otp/email/send", "otp/email/validate", "otp/sms/send", "otp/sms/validate"];
const methods: Method[] = ["GET", "PUT", "PATCH", "DELETE"];

describe("every call", () => {
  it.each(paths)("%s refuses other methods in JSON", async (path) => {
    for (const method of methods) {
      const refused = await send(method, `/cis/v1/verification/${path}`, { token: person.token, body: {} });
      expect(refused.body).toEqual({ message: "Method not allowed", error_code: 405 });
      expect(refused.headers.get("allow")).toContain("POST");
    }
    const head = await send("HEAD", `/cis/v1/verification/${path}`);
    expect(head.status).toBe(405);
  });

  it.each(paths)("%s authenticates before it reads the request", async (path) => {
    for (const text of ["", "{", JSON.stringify({ email: "x" })]) {
      const refused = await send("POST", `/cis/v1/verification/${path}`, { text });
      expect(refused).toMatchObject({ status: 401, body: { message: "Invalid token", error_code: 401 } });
    }
  });

  it.each(paths)("%s answers 400 if the body is not JSON", async (path) => {
    for (const text of ["{", "email=jane", "<xml/>", "{'a':1}"]) {
      const refused = await send("POST", `/cis/v1/verification/${path}`, { token: person.token, text });
      expect(refused.body).toEqual({ message: "Unexpected token in JSON", error_code: 400 });
    }
  });

  it.each(paths)("%s reports missing members for any JSON", async (path) => {
    for (const text of ["", "{}", "[]", "null", "1", '"text"', '[{"email":"a@b.example"}]']) {
      const refused = await send("POST", `/cis/v1/verification/${path}`, { token: person.token, text });
      expect(refused.status).toBe(400);
      expect(refused.body.error_code).toBe(400);
      const name = path.includes("sms") ? "phone_number" : "email";
      expect(refused.body.message).toContain(`${name} should not be empty`);
    }
  });

  it.each(paths)(
    "%s refuses text that cannot be stored, deep nesting, and bodies that are too long",
    async (path) => {
      const deep = `${"[".repeat(100)}${"]".repeat(100)}`;
      for (const text of ['{"email":"a\\u0000@x.example"}', '{"phone_number":"\\ud800"}', `{"x":${deep}}`]) {
        const refused = await send("POST", `/cis/v1/verification/${path}`, { token: person.token, text });
        expect(refused.status).toBe(400);
        expect(Array.isArray(refused.body.message)).toBe(true);
      }
      const long = await send("POST", `/cis/v1/verification/${path}`, {
        token: person.token,
        text: JSON.stringify({ email: "x".repeat(70_000) }),
      });
      expect(long.status).toBe(413);
    },
  );

  it("parses JSON with any content type, and ignores unknown members", async () => {
    for (const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "application/json; charset=utf-8",
    ]) {
      const sent = await send("POST", "/cis/v1/verification/otp/email/send", {
        token: person.token,
        body: { email: someAddress(), language: "de", client_ip: "1.2.3.4" },
        headers: { "content-type": type },
      });
      expect(sent.status).toBe(200);
    }
  });

  it("to an unknown path is 404 in JSON, with every method", async () => {
    for (const path of [
      "/cis",
      "/cis/v1",
      "/cis/v1/verification",
      "/cis/v1/verification/otp/email",
      "/cis/v2/x/y",
    ]) {
      for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const) {
        const missing = await send(method, path, { token: person.token });
        expect(missing.body).toEqual({ message: "Not found", error_code: 404 });
      }
    }
  });

  it("also works without the prefix", async () => {
    const rewrites = await config.rewrites!();
    expect(rewrites).toMatchObject({
      beforeFiles: expect.arrayContaining([
        { source: "/v1/verification/:path*", destination: "/cis/v1/verification/:path*" },
        { source: "/v1/auth/:path*", destination: "/cis/v1/auth/:path*" },
        { source: "/v1/token", destination: "/cis/v1/token" },
        // Without a bearer token, it is Corbado's 404.
        {
          source: "/v1/users/:userId/:type(email|phone)/verification/:action(send|verify)",
          has: [{ type: "header", key: "authorization", value: "[Bb]earer .+" }],
          destination: "/cis/v1/users/:userId/:type/verification/:action",
        },
      ]),
    });
  });
});

describe("members", () => {
  const flaws = async (path: string, body: object) => {
    const refused = await person.verify(path, body);
    expect(refused.status).toBe(400);
    return refused.body.message;
  };

  it("are all validated at once", async () => {
    expect(
      await flaws("links/email", { email: "nobody", redirect_uri: "nowhere", update_primary: "true" }),
    ).toEqual([
      "email must be an email",
      "redirect_uri must be a URL address",
      "update_primary must be a boolean value",
    ]);
    expect(await flaws("otp/email/validate", { email: "", passcode: 123456 })).toEqual([
      "email must be an email",
      "email should not be empty",
      "passcode must be a string",
    ]);
    expect(await flaws("otp/email/validate", { email: 7, passcode: " " })).toEqual([
      "email must be an email",
      "passcode should not be empty",
    ]);
  });

  it("of an SMS have the carrier's limits", async () => {
    const phone_number = someNumber();
    expect(await flaws("otp/sms/send", { phone_number, sender_id: "TwelveLetter" })).toEqual([
      "sender_id must be shorter than or equal to 11 characters",
    ]);
    for (const number of ["5125555555", "+0125555555", "+1512", "+1512555555512345", "+1512x555555", {}]) {
      expect(await flaws("otp/sms/send", { phone_number: number })).toEqual([
        "phone_number must be a valid phone number",
      ]);
    }
  });

  it("of email_content are texts, a color and an image", async () => {
    const email = someAddress();
    const content = (email_content: unknown) => flaws("otp/email/send", { email, email_content });
    expect(await content("text")).toEqual(["email_content must be an object"]);
    expect(await content([])).toEqual(["email_content must be an object"]);
    expect(
      await content({
        subject: 1,
        headerText: {},
        primaryColor: "blue",
        base64logo: "data:text/html;base64,PGI+",
      }),
    ).toEqual([
      "email_content.subject must be a string",
      "email_content.primaryColor must be a hexadecimal color",
      "email_content.base64logo must be an image in base64",
      "email_content.headerText must be a string",
    ]);
    expect(
      await content({ subject: "S", base64logo: Buffer.from("MZ executable").toString("base64") }),
    ).toEqual(["email_content.base64logo must be an image in base64"]);
    expect(await messagesNow(app, email)).toEqual([]);
  });

  it("that are null count as absent", async () => {
    const body = { email: someAddress(), email_content: null };
    expect((await person.verify("otp/email/send", body)).status).toBe(200);
    const sms = { phone_number: someNumber(), custom_message: null, sender_id: "" };
    expect((await person.verify("otp/sms/send", sms)).status).toBe(200);
  });

  it("a logo can be plain base64, and texts are not HTML", async () => {
    const png = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex").toString("base64");
    const email = someAddress();
    const email_content = { subject: "A\r\nBcc: x@y.example", bodyText: "<script>", base64logo: png };
    expect((await person.verify("otp/email/send", { email, email_content })).status).toBe(200);
    const { subject, html } = await lastMessage(app, email);
    expect(subject).toBe("A Bcc: x@y.example");
    expect(html).toContain(`data:image/png;base64,${png}`);
    expect(html).toContain("&lt;script&gt;");
  });

  it("with a number accept any notation, even if the number is not assigned", async () => {
    expect((await person.verify("otp/sms/send", { phone_number: "+1 (555) 123-4567" })).status).toBe(200);
    const passcode = await codeFor(app, "+15551234567");
    const validated = await person.verify("otp/sms/validate", { phone_number: "+15551234567", passcode });
    expect(validated.body).toEqual({ result: true });
    expect((await person.profile()).phone_number).toMatchObject({ value: "+15551234567" });
    const again = await person.verify("otp/sms/validate", { phone_number: "+15551234567", passcode });
    expect(again.status).toBe(409);
  });
});

describe("a passcode", () => {
  const sentTo = async (someone: TestUser) => {
    const email = someAddress();
    expect((await someone.verify("otp/email/send", { email })).status).toBe(200);
    return { email, passcode: await codeFor(someone.app, email) };
  };

  it("is trimmed, and its address is compared in any letter case", async () => {
    const { email, passcode } = await sentTo(person);
    const validated = await person.verify("otp/email/validate", {
      email: ` ${email.toUpperCase()} `,
      passcode: ` ${passcode} `,
    });
    expect(validated.body).toEqual({ result: true });
  });

  it("that was never sent, or was sent to another address, is wrong", async () => {
    const { passcode } = await sentTo(person);
    const refused = await person.verify("otp/email/validate", { email: someAddress(), passcode });
    expect(refused.body).toMatchObject({ error_type: "invalid_otp" });
  });

  it("belongs to one application", async () => {
    const other = await inApp(person, await anApp({ project: app.project }));
    const { email, passcode } = await sentTo(person);
    const refused = await other.verify("otp/email/validate", { email, passcode });
    expect(refused.body).toMatchObject({ error_type: "invalid_otp" });
    expect((await person.verify("otp/email/validate", { email, passcode })).status).toBe(200);
    // The profile belongs to the tenant.
    const taken = await other.verify("otp/email/send", { email });
    expect(taken.status).toBe(409);
  });

  it("is refused if a link has verified the address in the meantime", async () => {
    const own = await anApp({ settings: { linkVerifiesOnGet: true, resendCooldownSeconds: 0 } });
    const someone = await aPerson(own);
    const { email, passcode } = await sentTo(someone);
    await someone.verify("links/email", { email, redirect_uri: registered });
    expect((await open("GET", await linkFor(own, email, 2))).status).toBe(302);
    const refused = await someone.verify("otp/email/validate", { email, passcode });
    expect(refused.body).toEqual({ message: "Email is already verified in the tenant", error_code: 409 });
  });

  it("of two users for one address works for one of them", async () => {
    const own = await anApp({ settings: { resendCooldownSeconds: 0 } });
    const [a, b] = [await aPerson(own), await aPerson(own)];
    const email = someAddress();
    await a.verify("otp/email/send", { email });
    const first = await codeFor(own, email);
    await b.verify("otp/email/send", { email });
    const second = await codeFor(own, email, 2);
    const answers = await Promise.all([
      a.verify("otp/email/validate", { email, passcode: first }),
      b.verify("otp/email/validate", { email, passcode: second }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it("of a deleted user is refused", async () => {
    const someone = await aPerson(app);
    const { email, passcode } = await sentTo(someone);
    await send("DELETE", `/cis/v1/users/${someone.userId}`, { token: app.token });
    const gone = { message: "User not found", error_code: 404 };
    for (const code of [passcode, "000000"]) {
      const refused = await someone.verify("otp/email/validate", { email, passcode: code });
      expect(refused.body).toEqual(gone);
    }
    const link = await someone.verify("links/email", { email, redirect_uri: "https://evil.example/" });
    expect(link.body).toEqual(gone);
  });

  it("is sent up to five times an hour to one address", async () => {
    const own = await anApp({ settings: { resendCooldownSeconds: 0 } });
    const someone = await aPerson(own);
    const email = someAddress();
    for (let i = 0; i < 5; i++) expect((await someone.verify("otp/email/send", { email })).status).toBe(200);
    const sixth = await someone.verify("otp/email/send", { email });
    expect(sixth).toMatchObject({ status: 429, body: { message: "Too many requests", error_code: 429 } });
    expect(Number(sixth.headers.get("retry-after"))).toBeGreaterThan(3000);
    await passTime(own, 3601);
    expect((await someone.verify("otp/email/send", { email })).status).toBe(200);
  });

  it("has the length and lifetime that the project sets", async () => {
    const own = await anApp({
      settings: { otpLength: 8, otpLifetimeSeconds: 60, maxFailures: 1, lockoutSeconds: 5 },
    });
    const someone = await aPerson(own);
    const { email, passcode } = await sentTo(someone);
    expect(passcode).toMatch(/^\d{8}$/);
    await passTime(own, 61);
    const late = await someone.verify("otp/email/validate", { email, passcode });
    expect(late.body).toMatchObject({ error_type: "expired_otp" });
  });
});

describe("a caller", () => {
  it("can use a user token of the native API, or of the other token endpoint", async () => {
    const client = await aTokenClient({ project: app.project });
    const userId = toTypeId("usr", fromShortId(person.userId)!);
    const token = await userToken(client, userId);
    const body = { email: someAddress() };
    const sent = await send("POST", "/cis/v1/verification/otp/email/send", { token, body });
    expect(sent.status).toBe(200);
    const backend = await clientToken(client);
    expect((await send("GET", `/cis/v1/users/${person.userId}`, { token: backend })).status).toBe(200);
  });

  it("cannot use an API key as a token, nor a user token where a backend must call", async () => {
    const client = await aTokenClient({ project: app.project });
    for (const token of [client.secret, person.token]) {
      const refused = await send("GET", `/cis/v1/users/${person.userId}`, { token });
      expect(refused.body).toEqual({ message: "Invalid token", error_code: 401 });
    }
  });

  it("needs the scopes of a call, and sees only its own tenant", async () => {
    const poor = await anApp({ project: app.project, scopes: ["verifications:read"] });
    const forbidden = await poor.get(`/cis/v1/users/${person.userId}`);
    expect(forbidden.body).toEqual({ message: "Forbidden", error_code: 403 });
    const stranger = await anApp();
    expect((await stranger.get(`/cis/v1/users/${person.userId}`)).status).toBe(404);
  });

  it("cannot use a country that the project does not allow", async () => {
    const someone = await aPerson(await anApp({ besides: { countries: ["DE"] } }));
    const refused = await someone.verify("otp/sms/send", { phone_number: someNumber() });
    expect(refused.body.message).toEqual(["phone_number must be a valid phone number"]);
  });

  it("leaves no secret in any row", async () => {
    // So long that no other number matches by chance.
    const own = await anApp({ settings: { otpLength: 10, linkVerifiesOnGet: true } });
    const someone = await aPerson(own);
    const [byCode, byLink] = [someAddress(), someAddress()];
    await someone.verify("otp/email/send", { email: byCode });
    await someone.verify("links/email", { email: byLink, redirect_uri: registered });
    const passcode = await codeFor(own, byCode);
    const token = new URL(await linkFor(own, byLink)).searchParams.get("token")!;
    await someone.verify("otp/email/validate", { email: byCode, passcode });
    for (const table of ["verifications", "deliveries", "events", "budgets", "identifiers"]) {
      const rows = await db().execute(sql`select to_jsonb(t)::text as row from ${sql.raw(table)} t`);
      expect(rows.length).toBeGreaterThan(0);
      for (const { row } of rows) {
        expect(row).not.toContain(passcode);
        expect(row).not.toContain(token.slice(30));
      }
    }
  });

  it("is limited in requests per minute, with Retry-After", async () => {
    const someone = await aPerson(await anApp({ besides: { requestsPerMinute: 4 } }));
    const ask = () => someone.verify("otp/email/validate", { email: someAddress(), passcode: "123456" });
    // A new minute can start in between, which allows twice as many.
    let refused = await ask();
    for (let i = 0; i < 8 && refused.status !== 429; i++) refused = await ask();
    expect(refused.body).toEqual({ message: "Too many requests", error_code: 429 });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(Number(refused.headers.get("retry-after"))).toBeLessThanOrEqual(60);
  });
});

it("no code is sent for a profile's address that is already verified", async () => {
  const someone = await aPerson(app);
  await prove(someone, someone.email);
  const refused = await someone.verify("links/email", { email: someone.email, redirect_uri: registered });
  expect(refused.body).toEqual({ message: "Email is already verified in the tenant", error_code: 409 });
});
