import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { identifiers, users } from "@/drizzle/schema";
import type { Ctx } from "@/lib/access";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { startWorker, type Worker } from "@/lib/delivery";
import { newId, newNumber } from "@/lib/id";
import { log } from "@/lib/log";
import type { Policies } from "@/lib/projects";
import { openChallenges, resend, start } from ".";
import { aProvider, type Carrier, outcomesOf, rejectRecipient, startCarrier } from "./sends/testing";
import { aContext, aProject } from "./testing";

useTestDatabase();

const jane = { phone: "+4915112345678" };

let carrier: Carrier;
const workers: Worker[] = [];
beforeEach(async () => {
  carrier = await startCarrier();
});
afterEach(async () => {
  // Before the workers stop, because they wait for running sends.
  carrier.close();
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
});

const work = () => workers.push(startWorker({ openChallenges, log }));

async function aProjectWith(sms: Policies[string]["sms"] = {}): Promise<Ctx> {
  const policy = { answerAfter: "provider" as const, ...sms };
  const ctx = aContext(await aProject({ policies: { confirm: { sms: policy } } }));
  await db().execute(sql`delete from providers where project_id = ${ctx.project.id}`);
  await aProvider(ctx, carrier, ["sms", "voice"]);
  return ctx;
}

async function timed<T>(call: Promise<T>): Promise<{ value: T; ms: number }> {
  const from = performance.now();
  const value = await call;
  return { value, ms: performance.now() - from };
}

describe("answering after the provider", () => {
  it("succeeds once the provider has accepted the message", async () => {
    work();
    const ctx = await aProjectWith();
    carrier.replies.sms = (response) => setTimeout(() => response.end("{}"), 300);
    const { value, ms } = await timed(start(ctx, { identifier: jane }));
    expect(value.ok).toBe(true);
    expect(ms).toBeGreaterThanOrEqual(290);
    expect(carrier.carried).toHaveLength(1);
  });

  it("refuses with the provider's reason, and the verification stays pending", async () => {
    work();
    const ctx = await aProjectWith();
    carrier.replies.sms = rejectRecipient;
    const refused = await start(ctx, { identifier: jane });
    expect(refused).toMatchObject({
      ok: false,
      refusal: {
        code: "recipient_unreachable",
        reason: "recipient_rejected",
        provider: "http",
        providerCode: "recipient_rejected",
        explanation: "422 no such subscriber",
        verification: { verifiedAt: null, canceledAt: null },
      },
    });
  });

  it("can be requested for a single call, and for a resend", async () => {
    work();
    const ctx = await aProjectWith({ answerAfter: "commit", cooldownSeconds: 0 });
    carrier.replies.sms = rejectRecipient;
    const started = await start(ctx, { identifier: jane });
    if (!started.ok) throw new Error(started.refusal.code);
    const verificationId = started.value.verification.id;
    const again = await resend(ctx, { verificationId, answerAfter: "provider" });
    expect(!again.ok && again.refusal.code).toBe("recipient_unreachable");
    const byVoice = await resend(ctx, { verificationId, channel: "voice", answerAfter: "provider" });
    expect(byVoice.ok).toBe(true);
  });

  it("answers within eight seconds if the provider hangs", { timeout: 20_000 }, async () => {
    work();
    const ctx = await aProjectWith();
    carrier.replies.sms = () => {};
    const { value, ms } = await timed(start(ctx, { identifier: jane }));
    expect(value.ok).toBe(true);
    expect(ms).toBeGreaterThan(7500);
    expect(ms).toBeLessThan(12_000);
  });

  it("does not wait for retries", async () => {
    work();
    const ctx = await aProjectWith();
    carrier.replies.sms = (response) => response.writeHead(503).end();
    const { value, ms } = await timed(start(ctx, { identifier: jane }));
    expect(value.ok).toBe(true);
    expect(ms).toBeLessThan(7000);
  });

  it("waits for another process's worker if this one has none", async () => {
    const ctx = await aProjectWith();
    carrier.replies.sms = rejectRecipient;
    const starting = start(ctx, { identifier: jane });
    // Recorded without a worker, so unclaimed. The one that starts now finds it in the database.
    await expect
      .poll(
        async () =>
          (await db().execute(sql`select from deliveries where project_id = ${ctx.project.id}`)).length,
      )
      .toBe(1);
    work();
    const refused = await starting;
    expect(!refused.ok && refused.refusal.code).toBe("recipient_unreachable");
  });

  it("lets the fallback decide if the message is refused", async () => {
    work();
    const ctx = await aProjectWith({ fallbacks: [{ channel: "voice", afterSeconds: null }] });
    carrier.replies.sms = rejectRecipient;
    const started = await start(ctx, { identifier: jane });
    if (!started.ok) throw new Error(started.refusal.code);
    expect(await outcomesOf(started.value.verification)).toMatchObject({ voice: "accepted" });

    carrier.replies.voice = rejectRecipient;
    const refused = await start(ctx, { identifier: jane });
    expect(!refused.ok && refused.refusal.code).toBe("recipient_unreachable");
  });

  it("never waits under the policy for known recipients, so that the time reveals no decoy", async () => {
    work();
    const ctx = await aProjectWith({ recipients: "known" });
    const projectId = ctx.project.id;
    const userId = newId();
    await db().insert(users).values({ id: userId, number: newNumber(), projectId });
    await db().insert(identifiers).values({
      id: newId(),
      number: newNumber(),
      projectId,
      userId,
      type: "phone",
      value: jane.phone,
      normalized: jane.phone,
    });
    carrier.replies.sms = (response) => setTimeout(() => rejectRecipient(response), 5000);
    const known = await timed(start(ctx, { identifier: jane, answerAfter: "provider" }));
    const decoy = await timed(
      start(ctx, { identifier: { phone: "+4915199999999" }, answerAfter: "provider" }),
    );
    expect(known.value.ok && decoy.value.ok).toBe(true);
    expect(known.ms).toBeLessThan(4000);
    expect(decoy.ms).toBeLessThan(4000);
    await expect.poll(() => carrier.carried.map(({ to }) => to)).toEqual([jane.phone]);
  });
});
