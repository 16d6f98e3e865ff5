import { createHmac } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { routesOf } from "@/lib/http/testing";
import { createUser } from "@/lib/users";
import { checkCode, find } from "@/lib/verification";
import { codeOf } from "@/lib/verification/secret";
import { aContext, aProject, started, wrongCode } from "@/lib/verification/testing";
import type { Webhooks } from ".";
import { collect } from "./feed/collect";
import { anEndpoint, aSender, type Consumer, startConsumer } from "./testing";

/* Vendors' bodies and signatures, as the dialects' route files register them. */

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

const arrived = (count: number) => vi.waitUntil(() => consumer.received.length >= count, { timeout: 20_000 });

it("Kratos: web_hook after a verification, with the flow, the verified identity and the API key", async () => {
  const kratos = routesOf("(kratos)");
  await kratos(new Request("http://localhost:3000/self-service/nothing"));
  const ctx = aContext(await aProject());
  const { secret } = await anEndpoint(ctx, { url: consumer.url, format: "kratos" });
  const user = await createUser(ctx, {
    identifiers: [{ identifier: { email: "jane@example.com" }, isAsserted: false }],
  });
  if (!user.ok) throw new Error(user.refusal.code);
  const url = "http://localhost:3000/self-service/verification";
  const begun = await (await kratos(new Request(`${url}/api`))).json();
  const submit = (body: object) =>
    kratos(
      new Request(`${url}?flow=${begun.id}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ method: "code", ...body }),
      }),
    );
  await submit({ email: "jane@example.com" });
  const flow = await find(ctx, begun.id);
  if (!flow.ok) throw new Error(flow.refusal.code);
  await submit({ code: codeOf(flow.value) });
  // Another dialect's verification has no flow.
  const other = await started(ctx, { identifier: { email: "john@example.com" } });
  await checkCode(ctx, { verificationId: other.id, code: codeOf(other) });
  await arrived(1);
  const { body, headers } = consumer.received[0]!;
  expect(body).toMatchObject({
    flow: { id: begun.id, state: "passed_challenge", type: "api" },
    identity: {
      id: user.value.id,
      verifiable_addresses: [{ value: "jane@example.com", verified: true, status: "completed" }],
    },
    request_method: "POST",
  });
  expect(headers.authorization).toBe(secret);
  expect(headers["ory-webhook-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
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
