import twilio from "twilio";
import RequestClient from "twilio/lib/base/RequestClient";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { env } from "@/lib/env";
import { overHttp, type RunningServer } from "@/lib/http/testing";
import { findProject } from "@/lib/projects";
import { age, wrongCode } from "@/lib/verification/testing";
import { fromSid } from "../sids";
import {
  aClient,
  aService,
  type Body,
  type Client,
  codeTo,
  handleRequest,
  messagesTo,
  send,
  someNumber,
  useWorker,
} from "./harness";

/* The vendor's stock Node SDK over a socket, with only its base URL changed, and raw requests. */

useTestDatabase();
useWorker();

let listening: RunningServer;
let client: Client;
let service: Body;
/** The SDK's view of the service. */
let verify: ReturnType<ReturnType<typeof twilio>["verify"]["v2"]["services"]>;
beforeAll(async () => {
  listening = await overHttp(handleRequest);
  client = await aClient();
  service = await aService(client);
  verify = sdkOf(client).verify.v2.services(service.sid);
});
afterAll(() => listening.close());

function sdkOf({ accountSid, token }: Client) {
  const sdk = twilio(accountSid, token);
  sdk.verify.baseUrl = listening.url;
  return sdk;
}

const start = (to: string, over: object = {}) => verify.verifications.create({ to, channel: "sms", ...over });
const check = (to: string, code: string) => verify.verificationChecks.create({ to, code });

/** The exception of the SDK. */
async function thrown(run: Promise<unknown>): Promise<Body> {
  return run.then(
    () => {
      throw new Error("Nothing was thrown.");
    },
    (reason) => reason,
  );
}

const older = (sid: string) => age(fromSid("VE", sid)!, 601);
const notFound = (path: string) => ({
  status: 404,
  code: 20404,
  message: `The requested resource ${path} was not found`,
});

describe("the contract", () => {
  it("1: creates a verification by SMS", async () => {
    const created = await start(someNumber());
    expect(created).toMatchObject({ status: "pending", valid: false, channel: "sms" });
    expect(created.sid).toMatch(/^VE[0-9a-f]{32}$/);
    expect(created.sendCodeAttempts).toEqual([
      { time: expect.any(String), channel: "SMS", attempt_sid: expect.stringMatching(/^VL[0-9a-f]{32}$/) },
    ]);
    expect(Math.abs(created.dateCreated.getTime() - Date.now())).toBeLessThan(60_000);
  });

  it("2: reads %2B as a plus", async () => {
    const to = someNumber();
    const text = `To=%2B${to.slice(1)}&Channel=sms`;
    const created = await client.call("POST", `/Services/${service.sid}/Verifications`, { text });
    expect([created.status, created.body.to]).toEqual([201, to]);
  });

  it("3: sends the same code again", async () => {
    const to = someNumber();
    const first = await start(to);
    const second = await start(to);
    expect(second.sid).toBe(first.sid);
    expect(second.sendCodeAttempts).toHaveLength(2);
    expect(second.sendCodeAttempts[0]).toEqual(first.sendCodeAttempts[0]);
    const codes = (await messagesTo(client, to, 2)).map(({ code }) => code);
    expect(new Set(codes).size).toBe(1);
  });

  it("4: keeps the verification when the channel changes", async () => {
    const to = someNumber();
    const first = await start(to);
    const second = await start(to, { channel: "call" });
    expect(second).toMatchObject({ sid: first.sid, channel: "call" });
    expect(second.sendCodeAttempts.map(({ channel }: Body) => channel)).toEqual(["SMS", "CALL"]);
    const third = await start(to, { channel: "whatsapp" });
    expect(third).toMatchObject({ sid: first.sid, channel: "whatsapp" });
  });

  it("5: approves the right code by recipient", async () => {
    const to = someNumber();
    const { sid } = await start(to);
    expect(await check(to, await codeTo(client, to))).toMatchObject({ sid, status: "approved", valid: true });
  });

  it("6: approves the right code by id", async () => {
    const to = someNumber();
    const { sid } = await start(to);
    const checked = await verify.verificationChecks.create({
      verificationSid: sid,
      code: await codeTo(client, to),
    });
    expect(checked).toMatchObject({ sid, to, channel: "sms", status: "approved", valid: true });
  });

  it("7: leaves the verification pending after a wrong code", async () => {
    const to = someNumber();
    const { sid } = await start(to);
    const wrong = wrongCode(await codeTo(client, to));
    expect(await check(to, wrong)).toMatchObject({ sid, status: "pending", valid: false });
    const byId = await verify.verificationChecks.create({ verificationSid: sid, code: wrong });
    expect(byId).toMatchObject({ sid, status: "pending", valid: false });
  });

  it("8: refuses every code after five wrong ones", async () => {
    const to = someNumber();
    const { sid } = await start(to);
    const code = await codeTo(client, to);
    for (let i = 0; i < 5; i++) expect((await check(to, wrongCode(code))).status).toBe("pending");
    const error = await thrown(check(to, code));
    expect(error).toMatchObject({ status: 429, code: 60202, message: "Max check attempts reached" });
    expect((await verify.verifications(sid).fetch()).status).toBe("max_attempts_reached");
    expect(await thrown(start(to))).toMatchObject({ status: 429, code: 60202 });
    expect((await verify.verifications(sid).update({ status: "canceled" })).status).toBe("canceled");
    expect((await start(to)).sid).not.toBe(sid);
  });

  it("9 and 10: no longer finds an approved verification", async () => {
    const to = someNumber();
    const { sid } = await start(to);
    const code = await codeTo(client, to);
    await check(to, code);
    const path = `/Services/${service.sid}`;
    expect(await thrown(check(to, code))).toMatchObject(notFound(`${path}/VerificationCheck`));
    const fetched = await thrown(verify.verifications(sid).fetch());
    expect(fetched).toMatchObject(notFound(`${path}/Verifications/${sid}`));
    expect(fetched).toBeInstanceOf(twilio.RestException);
  });

  it("11: cancels a verification, and starts a new one", async () => {
    const to = someNumber();
    const { sid } = await start(to);
    const canceled = await verify.verifications(sid).update({ status: "canceled" });
    expect(canceled).toMatchObject({ sid, status: "canceled", valid: false });
    expect((await verify.verifications(sid).fetch()).status).toBe("canceled");
    expect(await thrown(check(to, await codeTo(client, to)))).toMatchObject({ status: 404, code: 20404 });
    expect((await start(to)).sid).not.toBe(sid);
  });

  it("12: refuses the sixth message", async () => {
    const to = someNumber();
    for (let i = 0; i < 5; i++) await start(to);
    expect(await thrown(start(to))).toMatchObject({
      status: 429,
      code: 60203,
      message: "Max send attempts reached",
    });
  });

  it("13: refuses an unknown channel", async () => {
    for (const channel of ["fax", "sna", "rbm"]) {
      const error = await thrown(start(someNumber(), { channel }));
      expect(error).toMatchObject({ status: 400, code: 60200, message: "Invalid parameter: Channel" });
      expect(error.moreInfo).toMatch(/\/60200$/);
    }
  });

  it("14: refuses a bad number", async () => {
    for (const to of ["12345", "+1501", "+999999999999", "jane@", ""]) {
      const error = await thrown(start(to));
      expect(error).toMatchObject({ status: 400, code: 60200 });
      expect(error.message.startsWith("Invalid parameter `To`")).toBe(true);
    }
  });

  it("15: sends the caller's own code", async () => {
    const to = someNumber();
    await start(to, { customCode: "987654" });
    expect(await codeTo(client, to)).toBe("987654");
    expect((await check(to, "987654")).status).toBe("approved");
    for (const customCode of ["12", "12345678901", "98 76"]) {
      expect(await thrown(start(to, { customCode }))).toMatchObject({ code: 60200 });
    }
  });

  it("16: refuses missing and wrong credentials alike", async () => {
    const path = `/Services/${service.sid}/Verifications`;
    const { accountSid: username, token } = client;
    const other = await aClient();
    const attempts = [
      await send("POST", path),
      await send("POST", path, { credentials: { username, password: "wrong" } }),
      await send("POST", path, { credentials: { username, password: `${token.slice(0, -1)}!` } }),
      await send("POST", path, { credentials: { username: other.accountSid, password: token } }),
      await send("POST", "/Services/nowhere/at/all", { credentials: null }),
    ];
    for (const { status, body, headers } of attempts) {
      expect(status).toBe(401);
      expect(headers.get("www-authenticate")).toMatch(/^Basic /);
      expect(body).toEqual({
        code: 20003,
        message: "Authenticate",
        more_info: "https://www.twilio.com/docs/errors/20003",
        status: 401,
      });
    }
  });

  it("17: pages through services on this host", async () => {
    const owner = await aClient();
    for (const name of ["One", "Two", "Three"]) await aService(owner, { FriendlyName: name });
    const asked: string[] = [];
    class ToTestServer extends RequestClient {
      override request<T>(options: Parameters<typeof RequestClient.prototype.request<T>>[0]) {
        asked.push(options.uri);
        return super.request<T>({ ...options, uri: options.uri.replace(env.PUBLIC_URL, listening.url) });
      }
    }
    const sdk = twilio(owner.accountSid, owner.token, { httpClient: new ToTestServer() });
    sdk.verify.baseUrl = env.PUBLIC_URL;
    const services = await sdk.verify.v2.services.list({ pageSize: 1 });
    expect(services.map(({ friendlyName }) => friendlyName)).toEqual(["Three", "Two", "One"]);
    expect(services.map(({ codeLength }) => codeLength)).toEqual([6, 6, 6]);
    expect(asked).toHaveLength(3);
    for (const uri of asked) expect(uri.startsWith(`${env.PUBLIC_URL}/v2/Services`)).toBe(true);
  });

  it("keeps numbers on the safe list, which is the project's", async () => {
    const owner = await aClient();
    const { safelist } = sdkOf(owner).verify.v2;
    const phoneNumber = "+15017122661";
    const added = await safelist.create({ phoneNumber });
    expect(added.sid).toMatch(/^GN[0-9a-f]{32}$/);
    expect(await thrown(safelist.create({ phoneNumber }))).toMatchObject({ status: 400, code: 60411 });
    expect(await thrown(safelist.create({ phoneNumber: "x" }))).toMatchObject({ status: 400, code: 60200 });
    const entry = safelist(phoneNumber);
    expect(await entry.fetch()).toMatchObject({ sid: added.sid, phoneNumber });
    expect((await findProject(owner.project.id))!.settings.protection.safeList).toEqual([phoneNumber]);
    expect(await entry.remove()).toBe(true);
    expect(await thrown(entry.fetch())).toMatchObject({ status: 404, code: 20404 });
    expect(await thrown(entry.remove())).toMatchObject({ status: 404, code: 20404 });
  });

  it("answers what it does not serve with the vendor's 404", async () => {
    for (const path of [
      `/Services/${service.sid}/MessagingConfigurations`,
      `/Services/${service.sid}/Webhooks`,
      "/Forms/form-push",
      "/SafeList/Words",
    ]) {
      const { status, body } = await client.call("GET", path);
      expect([path, status, body.code]).toEqual([path, 404, 20404]);
    }
  });

  it("18: counts a value in the buckets of its rate limit", async () => {
    const limit = await verify.rateLimits.create({ uniqueName: "end_user_ip" });
    await verify.rateLimits(limit.sid).buckets.create({ max: 2, interval: 60 });
    const from = (ip: string) => ({ RateLimits: JSON.stringify({ end_user_ip: ip, unknown: "x" }) });
    const create = (ip: string) =>
      client.call("POST", `/Services/${service.sid}/Verifications`, {
        form: { To: someNumber(), Channel: "sms", ...from(ip) },
      });
    expect([(await create("192.0.2.1")).status, (await create("192.0.2.1")).status]).toEqual([201, 201]);
    const refused = await create("192.0.2.1");
    expect(refused.body).toMatchObject({ status: 429, code: 20429, message: "Too many requests" });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(refused.headers.get("twilio-reached-rate-limit")).toBe("end_user_ip");
    expect((await create("192.0.2.2")).status).toBe(201);
    await verify.rateLimits(limit.sid).remove();
    expect((await create("192.0.2.1")).status).toBe(201);
  });

  it("19: summarizes attempts", async () => {
    const owner = await aClient();
    const { sid: serviceSid } = await aService(owner);
    const sdk = sdkOf(owner).verify.v2;
    const { verifications, verificationChecks } = sdk.services(serviceSid);
    for (let i = 0; i < 4; i++) {
      const to = someNumber();
      const { sid } = await verifications.create({ to, channel: "sms" });
      if (i === 3) await older(sid);
      else await verificationChecks.create({ to, code: await codeTo(owner, to) });
    }
    const summary = await sdk.verificationAttemptsSummary().fetch({ verifyServiceSid: serviceSid });
    expect(summary).toMatchObject({ totalAttempts: 4, totalConverted: 3, totalUnconverted: 1 });
    expect(Number(summary.conversionRatePercentage)).toBe(75);

    const attempts = await sdk.verificationAttempts.list({ verifyServiceSid: serviceSid, country: "US" });
    expect(attempts.map(({ conversionStatus }) => conversionStatus)).toEqual([
      "unconverted",
      "converted",
      "converted",
      "converted",
    ]);
    expect(attempts[0]!.channelData).toMatchObject({ status: "expired", code_length: 6, country: "US" });
    expect(await sdk.verificationAttempts(attempts[1]!.sid).fetch()).toMatchObject({
      serviceSid,
      channel: "sms",
      channelData: { status: "confirmed" },
    });
    const page = await owner.call("GET", "/Attempts?Status=converted&PageSize=2");
    expect(page.body.attempts).toHaveLength(2);
    const next = new URL(page.body.meta.next_page_url);
    const rest = await owner.call("GET", next.pathname.replace("/v2", "") + next.search);
    expect(rest.body.attempts).toHaveLength(1);
    expect(rest.body.meta.next_page_url).toBeNull();
    expect((await owner.call("GET", "/Attempts?Country=DE")).body.attempts).toEqual([]);
  });

  it("20: no longer finds an expired verification", async () => {
    const to = someNumber();
    const { sid } = await start(to);
    const code = await codeTo(client, to);
    await older(sid);
    expect(await thrown(check(to, code))).toMatchObject({ status: 404, code: 20404 });
    expect(await thrown(verify.verifications(sid).fetch())).toMatchObject({ status: 404, code: 20404 });
    expect((await start(to)).sid).not.toBe(sid);
  });
});

describe("at the same moment", () => {
  it("twenty starts make one verification and five messages", async () => {
    const to = someNumber();
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => start(to)));
    const started = outcomes.flatMap((one) => (one.status === "fulfilled" ? [one.value.sid] : []));
    expect(new Set(started).size).toBe(1);
    const fetched = await verify.verifications(started[0]!).fetch();
    expect(fetched.sendCodeAttempts).toHaveLength(5);
    expect(started).toHaveLength(5);
    const refused = outcomes.flatMap((one) => (one.status === "rejected" ? [one.reason.code] : []));
    expect(refused).toEqual(Array(15).fill(60203));
  });

  it("twenty wrong codes are five checks", async () => {
    const to = someNumber();
    await start(to);
    const wrong = wrongCode(await codeTo(client, to));
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => check(to, wrong)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
  });

  it("twenty right codes are approved once", async () => {
    const to = someNumber();
    await start(to);
    const code = await codeTo(client, to);
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => check(to, code)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});
