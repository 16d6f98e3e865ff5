import { beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import {
  aClient,
  aService,
  type Body,
  type Client,
  codeTo,
  messagesTo,
  someNumber,
  useWorker,
} from "./harness";

useTestDatabase();
useWorker();

const templateSid = `HJ${"1".repeat(32)}`;

let client: Client;
let service: Body;
beforeAll(async () => {
  client = await aClient();
  const { settings } = client.project;
  const templates = [
    {
      sid: templateSid,
      friendlyName: "Orders",
      channels: ["sms" as const],
      translations: [
        {
          locale: "en",
          text: "{{friendly_name}}: {{code}} confirms order {{order}}{{missing}}. {{ttl}} min.",
        },
        { locale: "de", text: "{{friendly_name}}: {{code}} bestätigt Bestellung {{order}}." },
      ],
    },
  ];
  const dialects = { ...settings.dialects, twilio: { ...settings.dialects.twilio, templates } };
  client = await aClient({ settings: { dialects } });
  service = await aService(client);
});

const start = (form: Record<string, string>, { sid }: Body = service) =>
  client.call("POST", `/Services/${sid}/Verifications`, { form: { Channel: "sms", ...form } });
const check = (form: Record<string, string>, { sid }: Body = service) =>
  client.call("POST", `/Services/${sid}/VerificationCheck`, { form });

describe("a message", () => {
  it("has the service's name, or the one in the request", async () => {
    const to = someNumber();
    await start({ To: to });
    expect((await messagesTo(client, to))[0]!.text).toContain("Acme Shop");
    await start({ To: to, CustomFriendlyName: "Other Shop" });
    expect((await messagesTo(client, to, 2))[0]!.text).toContain("Other Shop");
  });

  it("goes to an email address and has its language", async () => {
    const to = "jane+1@example.com";
    const sent = await start({ To: to, Channel: "email", Locale: "de" });
    expect(sent.body).toMatchObject({ to, channel: "email", send_code_attempts: [{ channel: "EMAIL" }] });
    const [mail] = await messagesTo(client, to);
    expect(mail!.subject).toContain("Acme Shop");
    expect(mail!.text).toMatch(/Minuten/);
    const checked = await check({ To: to, Code: mail!.code! });
    expect(checked.body).toMatchObject({ status: "approved" });
  });

  it("is that of the template, with the caller's substitutions", async () => {
    const to = someNumber();
    const substitutions = JSON.stringify({ order: "A-17 {otp}", code: "000000" });
    const form = { To: to, TemplateSid: templateSid, TemplateCustomSubstitutions: substitutions };
    await start(form);
    const code = await codeTo(client, to);
    expect((await messagesTo(client, to))[0]!.text).toMatch(
      new RegExp(`^Acme Shop: ${code} confirms order A-17 .*\\. 10 min\\.$`),
    );
    await start({ ...form, Locale: "de-AT" });
    expect((await messagesTo(client, to, 2))[0]!.text).toMatch(/bestätigt Bestellung/);
    const unknown = await start({ To: to, TemplateSid: `HJ${"2".repeat(32)}` });
    expect(unknown.body).toMatchObject({ code: 60200, message: "Invalid parameter: TemplateSid" });
    const listed = await client.call("GET", "/Templates?FriendlyName=Orders");
    expect(listed.body).toMatchObject({
      templates: [{ sid: templateSid, translations: { en: { is_default_translation: true } } }],
      meta: { key: "templates", next_page_url: null },
    });
  });

  it("ends with the hash of an Android app", async () => {
    const to = someNumber();
    await start({ To: to, AppHash: "FA+9qCX9VSu" });
    expect((await messagesTo(client, to))[0]!.text).toMatch(/^<#> .*\d{6}.*\nFA\+9qCX9VSu$/s);
  });
});

describe("a verification", () => {
  it("is found by its recipient, with a raw and an encoded plus", async () => {
    const to = someNumber();
    const { body } = await start({ To: to });
    for (const name of [to, encodeURIComponent(to)]) {
      const found = await client.call("GET", `/Services/${service.sid}/Verifications/${name}`);
      expect(found.body).toEqual(body);
    }
    const other = await aService(client);
    const foreign = await client.call("GET", `/Services/${other.sid}/Verifications/${body.sid}`);
    expect(foreign.body).toMatchObject({
      code: 20404,
      message: `The requested resource /Services/${other.sid}/Verifications/${body.sid} was not found`,
    });
    const checked = await check({ VerificationSid: body.sid, Code: await codeTo(client, to) }, other);
    expect(checked.status).toBe(404);
  });

  it("can be approved without a code, once", async () => {
    const to = someNumber();
    const { body } = await start({ To: to });
    const path = `/Services/${service.sid}/Verifications/${body.sid}`;
    const approved = await client.call("POST", path, { form: { Status: "approved" } });
    expect(approved.body).toMatchObject({ sid: body.sid, status: "approved", valid: true });
    expect((await client.call("POST", path, { form: { Status: "approved" } })).status).toBe(404);
    const wrong = await client.call("POST", path, { form: { Status: "done" } });
    expect(wrong.body).toMatchObject({ code: 60200, message: "Invalid parameter: Status" });
  });

  it("takes a new custom code instead of the one before", async () => {
    const to = someNumber();
    const first = await start({ To: to, CustomCode: "A1b2C3" });
    const second = await start({ To: to, CustomCode: "987654" });
    expect(second.body.sid).toBe(first.body.sid);
    expect((await messagesTo(client, to, 2))[0]!.text).toContain("987654");
    expect((await check({ To: to, Code: "A1b2C3" })).body).toMatchObject({ status: "pending" });
    await start({ To: to });
    expect((await messagesTo(client, to, 3))[0]!.text).toContain("987654");
    expect((await check({ To: to, Code: "987654" })).body).toMatchObject({ status: "approved" });
  });

  it("ignores a custom code where the service does not allow it", async () => {
    const plain = await aService(client, { CustomCodeEnabled: "false", CodeLength: "8" });
    const to = someNumber();
    await start({ To: to, CustomCode: "987654" }, plain);
    expect(await codeTo(client, to)).toMatch(/^\d{8}$/);
  });

  it("keeps tags, at most ten", async () => {
    const tags = (count: number) =>
      JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, at) => [`tag${at}`, "x"])));
    expect((await start({ To: someNumber(), Tags: tags(10) })).status).toBe(201);
    for (const Tags of [tags(11), "{", "[]", JSON.stringify({ a: "x".repeat(129) })]) {
      const refused = await start({ To: someNumber(), Tags });
      expect(refused.body).toMatchObject({ code: 60200, message: "Invalid parameter: Tags" });
    }
  });

  it("belongs to one payment", async () => {
    const bank = await aService(client, { Psd2Enabled: "true" });
    const to = someNumber();
    const payment = { Amount: "39.99", Payee: "Acme" };
    expect((await start({ To: to, Amount: "39.99" }, bank)).body.code).toBe(60206);
    expect((await start({ To: to, ...payment }, bank)).body).toMatchObject({
      amount: "39.99",
      payee: "Acme",
    });
    const [message] = await messagesTo(client, to);
    expect(message!.text).toMatch(/39\.99 to Acme/);
    const Code = message!.code!;
    expect((await check({ To: to, Code }, bank)).body.code).toBe(60206);
    const other = await check({ To: to, Code, ...payment, Amount: "9999.00" }, bank);
    expect(other.body).toMatchObject({ status: "pending", valid: false });
    expect((await check({ To: to, Code, ...payment }, bank)).body).toMatchObject({ status: "approved" });
  });

  it("needs a target to be checked", async () => {
    expect((await check({ Code: "123456" })).body).toMatchObject({
      status: 400,
      code: 60221,
      message: "No target verification specified",
    });
    expect((await check({ To: someNumber(), Code: "1" })).body).toMatchObject({
      code: 60200,
      message: "Invalid parameter: Code",
    });
    expect((await check({ To: someNumber(), Code: "123456" })).status).toBe(404);
  });
});

describe("a service", () => {
  it("is created, changed and deleted", async () => {
    const { body, status } = await client.call("POST", "/Services", {
      form: { FriendlyName: "My Service", CodeLength: "4", DtmfInputRequired: "False" },
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({ friendly_name: "My Service", code_length: 4, dtmf_input_required: false });
    const path = `/Services/${body.sid}`;
    const changed = await client.call("POST", path, { form: { CodeLength: "7" } });
    expect(changed.body).toMatchObject({ friendly_name: "My Service", code_length: 7 });
    expect((await client.call("GET", path)).body).toEqual(changed.body);
    expect((await client.call("HEAD", path)).status).toBe(200);
    const removed = await client.call("DELETE", path);
    expect([removed.status, removed.body]).toEqual([204, null]);
    expect((await client.call("GET", path)).body.message).toBe(
      `The requested resource ${path} was not found`,
    );
  });

  it.each([
    [{}, "FriendlyName"],
    [{ FriendlyName: "Acme 1 2 3 4 5" }, "FriendlyName"],
    [{ FriendlyName: "x".repeat(33) }, "FriendlyName"],
    [{ FriendlyName: "{otp}" }, "FriendlyName"],
    [{ FriendlyName: "Acme", CodeLength: "3" }, "CodeLength"],
    [{ FriendlyName: "Acme", CodeLength: "11" }, "CodeLength"],
    [{ FriendlyName: "Acme", Psd2Enabled: "yes" }, "Psd2Enabled"],
  ])("is refused as %j", async (form, name) => {
    const { body } = await client.call("POST", "/Services", { form });
    expect(body).toMatchObject({ status: 400, code: 60200, message: `Invalid parameter: ${name}` });
  });
});

describe("a rate limit", () => {
  it("and its buckets are created, changed, listed and deleted", async () => {
    const { sid } = await aService(client);
    const limits = `/Services/${sid}/RateLimits`;
    const post = (path: string, form: Record<string, string>) => client.call("POST", path, { form });
    const { body: limit } = await post(limits, { UniqueName: "ip", Description: "per address" });
    expect(limit).toMatchObject({ unique_name: "ip", service_sid: sid });
    expect((await post(limits, { UniqueName: "ip" })).body.code).toBe(60208);
    expect((await post(limits, { UniqueName: "a b" })).body.code).toBe(60209);
    const path = `${limits}/${limit.sid}`;
    expect((await post(path, { Description: "new" })).body.description).toBe("new");
    const buckets = `${path}/Buckets`;
    const { body: bucket } = await post(buckets, { Max: "5", Interval: "60" });
    expect(bucket).toMatchObject({ max: 5, interval: 60, rate_limit_sid: limit.sid });
    expect((await post(buckets, { Max: "9", Interval: "60" })).body.code).toBe(60211);
    expect((await post(buckets, { Max: "9" })).body.message).toBe("Invalid parameter: Interval");
    const changed = await post(`${buckets}/${bucket.sid}`, { Max: "6" });
    expect(changed.body).toMatchObject({ sid: bucket.sid, max: 6, interval: 60 });
    expect((await client.call("GET", buckets)).body).toMatchObject({
      buckets: [changed.body],
      meta: { key: "buckets" },
    });
    for (let at = 1; at < 10; at++) await post(buckets, { Max: "5", Interval: String(60 + at) });
    expect((await post(buckets, { Max: "5", Interval: "90" })).body.code).toBe(60210);
    for (let at = 1; at < 10; at++) await post(limits, { UniqueName: `ip${at}` });
    expect((await post(limits, { UniqueName: "more" })).body.code).toBe(60207);
    expect((await client.call("DELETE", `${buckets}/${bucket.sid}`)).status).toBe(204);
    expect((await client.call("GET", `${buckets}/${bucket.sid}`)).status).toBe(404);
    expect((await client.call("DELETE", path)).status).toBe(204);
    expect((await client.call("GET", buckets)).status).toBe(404);
  });
});
