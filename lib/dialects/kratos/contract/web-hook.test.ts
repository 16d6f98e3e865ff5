import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { routesOf } from "@/lib/http/testing";
import { createUser } from "@/lib/users";
import { checkCode, find } from "@/lib/verification";
import { codeOf } from "@/lib/verification/secret";
import { aContext, aProject, started } from "@/lib/verification/testing";
import type { Webhooks } from "@/lib/webhooks";
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
  expect(headers["ory-webhook-trigger-id"]).toMatch(/^[0-9a-f-]{36}$/);
  expect(headers["ory-webhook-trigger-id"]).not.toBe(headers["ory-webhook-request-id"]);
});
