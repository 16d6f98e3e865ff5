import { sql } from "drizzle-orm";
import twilio from "twilio";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { routesOf } from "@/lib/http/testing";
import { cancel, checkCode } from "@/lib/verification";
import { codeOf } from "@/lib/verification/secret";
import { aContext, aProject, started, wrongCode } from "@/lib/verification/testing";
import type { Webhooks } from "@/lib/webhooks";
import { collect } from "@/lib/webhooks/feed/collect";
import { anEndpoint, aSender, type Consumer, startConsumer } from "@/lib/webhooks/testing";
import { newSid, toSid } from "../sids";

useTestDatabase();

let consumer: Consumer;
let sender: Webhooks;
beforeAll(async () => {
  consumer = await startConsumer();
  sender = aSender();
});
afterAll(async () => {
  await sender.stop();
  await consumer.close();
});

it("every end of a verification is a CloudEvent, with a signature that the vendor's SDK accepts", async () => {
  await routesOf("(twilio)")(new Request("http://localhost:3000/v2/Services/VA0/nothing"));
  const project = await aProject();
  const ctx = { ...aContext(project), dialect: "twilio" as const };
  const { secret } = await anEndpoint(ctx, { url: `${consumer.url}?shop=1`, format: "twilio" });
  const service = newSid("VA");
  const start = (email: string) => started(ctx, { identifier: { email }, client: service });

  const approved = await start("approved@example.com");
  await checkCode(ctx, { verificationId: approved.id, code: codeOf(approved) });
  const canceled = await start("canceled@example.com");
  await cancel(ctx, { verificationId: canceled.id });
  const locked = await start("locked@example.com");
  for (let i = 0; i < locked.policy.maxAttempts; i++)
    await checkCode(ctx, { verificationId: locked.id, code: wrongCode(codeOf(locked)) });
  // Started by another dialect, so nothing that this format tells of.
  await started(aContext(project), { identifier: { email: "native@example.com" } });

  await vi.waitUntil(async () => (await db().execute(sql`select from webhook_deadlines`)).length > 0);
  await db().execute(sql`update webhook_deadlines set due_at = now() where type = 'verification.failed'`);
  await collect();
  const events = () => consumer.received.map(({ body }) => body[0]);
  await vi.waitUntil(() => events().some(({ type }) => type.endsWith("max_attempts_reached")), {
    timeout: 20_000,
  });
  await vi.waitUntil(() => events().length >= 6, { timeout: 20_000 });

  const told = events().map(({ type, data }) => `${data.verification_sid} ${type.split(".").at(-1)}`);
  const sid = ({ id }: { id: string }) => toSid("VE", id);
  expect(told.sort()).toEqual(
    [
      `${sid(approved)} pending`,
      `${sid(approved)} approved`,
      `${sid(canceled)} pending`,
      `${sid(canceled)} canceled`,
      `${sid(locked)} pending`,
      `${sid(locked)} max_attempts_reached`,
    ].sort(),
  );
  expect(events().find(({ type }) => type.endsWith("approved"))).toMatchObject({
    specversion: "1.0",
    type: "com.twilio.accountsecurity.verify.verification.approved",
    source: `/v2/Services/${service}/Verifications/${sid(approved)}`,
    data: {
      account_sid: toSid("AC", project.id),
      service_sid: service,
      to: "approved@example.com",
      channel: "email",
      valid: true,
      verification_status: "approved",
    },
  });
  for (const { url, text, headers } of consumer.received) {
    const signature = headers["x-twilio-signature"] as string;
    const full = new URL(url, consumer.url).href;
    expect(twilio.validateRequestWithBody(secret, signature, full, text)).toBe(true);
    expect(twilio.validateRequestWithBody(secret, signature, full, `${text} `)).toBe(false);
  }
});
