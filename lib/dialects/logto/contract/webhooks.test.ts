import { createHmac } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { routesOf } from "@/lib/http/testing";
import { createUser } from "@/lib/users";
import { checkCode } from "@/lib/verification";
import { codeOf } from "@/lib/verification/secret";
import { aContext, aProject, started, wrongCode } from "@/lib/verification/testing";
import type { Webhooks } from "@/lib/webhooks";
import { collect } from "@/lib/webhooks/feed/collect";
import { anEndpoint, aSender, type Consumer, startConsumer } from "@/lib/webhooks/testing";

useTestDatabase();

let consumer: Consumer;
let sender: Webhooks;
beforeEach(async () => {
  consumer = await startConsumer();
  sender = aSender();
});
afterEach(async () => {
  await sender.stop();
  await consumer.close();
  await db().execute(sql`delete from webhook_endpoints`);
});

it("Logto: PostSignIn, User.Data.Updated and Identifier.Lockout, with Logto's signature", async () => {
  await routesOf("(logto)")(new Request("http://localhost:3000/api/nothing"));
  const ctx = aContext(await aProject());
  const { secret } = await anEndpoint(ctx, { url: consumer.url, format: "logto" });
  const user = await createUser(ctx, { identifiers: [] });
  if (!user.ok) throw new Error(user.refusal.code);
  const signIn = {
    identifier: { email: "jane@example.com" },
    userId: user.value.id,
    purpose: "authenticate",
  };
  const confirm = { identifier: { email: "jane@example.com" }, userId: user.value.id };
  const added = await started(ctx, confirm);
  await checkCode(ctx, { verificationId: added.id, code: codeOf(added) });
  const signedIn = await started(ctx, signIn);
  await checkCode(ctx, { verificationId: signedIn.id, code: codeOf(signedIn) });
  const locked = await started(ctx, { identifier: { email: "john@example.com" } });
  for (let i = 0; i < locked.policy.maxAttempts; i++)
    await checkCode(ctx, { verificationId: locked.id, code: wrongCode(codeOf(locked)) });
  await vi.waitUntil(async () => (await db().execute(sql`select from webhook_deadlines`)).length > 0);
  await db().execute(sql`update webhook_deadlines set due_at = now() where type = 'verification.failed'`);
  await collect();
  await vi.waitUntil(() => consumer.received.some(({ body }) => body.event === "Identifier.Lockout"), {
    timeout: 20_000,
  });
  const byEvent = Object.fromEntries(consumer.received.map(({ body }) => [body.event, body]));
  expect(byEvent.PostSignIn).toMatchObject({
    interactionEvent: "SignIn",
    user: { primaryEmail: "jane@example.com" },
  });
  expect(byEvent["User.Data.Updated"]).toMatchObject({ data: { primaryEmail: "jane@example.com" } });
  expect(byEvent["Identifier.Lockout"]).toMatchObject({ type: "email", value: "john@example.com" });
  for (const { text, headers } of consumer.received)
    expect(headers["logto-signature-sha-256"]).toBe(createHmac("sha256", secret).update(text).digest("hex"));
});
