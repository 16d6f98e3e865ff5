import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { deliveries } from "@/drizzle/schema";
import type { Ctx } from "@/lib/access";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { startWorker, type Worker, wakeWorker } from "@/lib/delivery";
import { log } from "@/lib/log";
import type { Policies } from "@/lib/projects";
import { cancel, checkCode, type LoadedVerification, openChallenges, resend } from ".";
import { codeOf } from "./secret";
import {
  aProvider,
  type Carrier,
  outcomesOf,
  rejectRecipient,
  startCarrier,
  untilOutcomes,
  wait,
  waitsOf,
} from "./sends/testing";
import { aContext, age, aProject, started } from "./testing";

useTestDatabase();

type ChannelFallback = NonNullable<NonNullable<Policies[string]["sms"]>["fallbacks"]>[number];

const jane = { phone: "+4915112345678" };
const voiceAfter30: ChannelFallback = { channel: "voice", afterSeconds: 30 };
const voiceOnFailure: ChannelFallback = { channel: "voice", afterSeconds: null };

let carrier: Carrier;
let worker: Worker;
beforeEach(async () => {
  carrier = await startCarrier();
  worker = startWorker({ openChallenges, log });
});
afterEach(async () => {
  await worker.stop();
  carrier.close();
});

/** A project that sends everything through the endpoint, except the channels of the inbox. */
async function aProjectWith(
  fallbacks: ChannelFallback[],
  { resend = "same" as "same" | "rotate", channels = ["sms", "voice", "whatsapp"] as const } = {},
): Promise<Ctx> {
  const sms = { fallbacks, resend, cooldownSeconds: 0 };
  const ctx = aContext(await aProject({ policies: { confirm: { sms } } }));
  await db().execute(sql`delete from providers where project_id = ${ctx.project.id}`);
  await aProvider(ctx, carrier, [...channels]);
  return ctx;
}

async function sentBySms(ctx: Ctx): Promise<LoadedVerification> {
  const v = await started(ctx, { identifier: jane });
  await untilOutcomes(v, { sms: "accepted" });
  return v;
}

/** Lets time pass for the outbox. */
async function pass(v: LoadedVerification, seconds: number): Promise<void> {
  await wait(v, seconds);
  wakeWorker();
}

const sentTo = () => carrier.carried.map(({ channel }) => channel);
/** The digits of what was sent, however a channel spells them. */
const digits = (words: string) => words.replace(/\D/g, "");

describe("a fallback after a time", () => {
  it("sends the same code on the other channel", async () => {
    const v = await sentBySms(await aProjectWith([voiceAfter30]));
    expect(await waitsOf(v)).toEqual({ voice: 30 });
    await pass(v, 15);
    expect(await outcomesOf(v)).toEqual({ sms: "accepted", voice: "pending" });
    await pass(v, 15);
    await untilOutcomes(v, { voice: "accepted" });
    expect(sentTo()).toEqual(["sms", "voice"]);
    for (const { words } of carrier.carried) expect(digits(words)).toContain(codeOf(v));
  });

  it("is not sent once the code was entered", async () => {
    const ctx = await aProjectWith([voiceAfter30]);
    const v = await sentBySms(ctx);
    expect((await checkCode(ctx, { verificationId: v.id, code: codeOf(v) })).ok).toBe(true);
    await pass(v, 30);
    await untilOutcomes(v, { voice: "skipped: verified" });
    expect(sentTo()).toEqual(["sms"]);
  });

  it("is not sent once the verification was canceled", async () => {
    const ctx = await aProjectWith([voiceAfter30]);
    const v = await sentBySms(ctx);
    await cancel(ctx, { verificationId: v.id });
    await pass(v, 30);
    await untilOutcomes(v, { voice: "skipped: canceled" });
    expect(sentTo()).toEqual(["sms"]);
  });

  it("is not sent with a code that was rotated", async () => {
    const ctx = await aProjectWith([voiceAfter30], { resend: "rotate" });
    const v = await sentBySms(ctx);
    expect((await resend(ctx, { verificationId: v.id, channel: "whatsapp" })).ok).toBe(true);
    await pass(v, 30);
    await untilOutcomes(v, { voice: "skipped: replaced", whatsapp: "accepted" });
    expect(sentTo()).toEqual(["sms", "whatsapp"]);
  });

  it("is not sent if the first message is reported as delivered", async () => {
    const v = await sentBySms(await aProjectWith([voiceAfter30]));
    await db()
      .update(deliveries)
      .set({ status: "delivered", statusAt: sql`now()` })
      .where(eq(deliveries.verificationId, v.id));
    await pass(v, 30);
    await untilOutcomes(v, { voice: "skipped: not_needed" });
    expect(sentTo()).toEqual(["sms"]);
  });

  it("is sent at once if the first message fails", async () => {
    carrier.replies.sms = rejectRecipient;
    const v = await started(await aProjectWith([voiceAfter30]), { identifier: jane });
    await untilOutcomes(v, { sms: "undeliverable: recipient_rejected", voice: "accepted" });
    expect(sentTo()).toEqual(["sms", "voice"]);
  });

  it("is sent only once, however often the person asks for another message", async () => {
    const ctx = await aProjectWith([voiceAfter30]);
    const v = await sentBySms(ctx);
    await resend(ctx, { verificationId: v.id });
    await expect.poll(sentTo).toEqual(["sms", "sms"]);
    await pass(v, 30);
    await expect.poll(sentTo).toEqual(["sms", "sms", "voice"]);
    await expect.poll(() => waitsOf(v)).toEqual({});
    expect(sentTo()).toEqual(["sms", "sms", "voice"]);
  });

  it("is not planned if the person asked for another channel", async () => {
    const ctx = await aProjectWith([voiceAfter30]);
    const v = await sentBySms(ctx);
    await resend(ctx, { verificationId: v.id, channel: "voice" });
    await resend(ctx, { verificationId: v.id });
    await expect.poll(sentTo).toEqual(["sms", "voice", "voice"]);
    await pass(v, 30);
    await expect.poll(() => waitsOf(v)).toEqual({});
    expect(sentTo()).toEqual(["sms", "voice", "voice"]);
  });
});

describe("a fallback on failure", () => {
  it("is sent at once if the first message fails", async () => {
    carrier.replies.sms = rejectRecipient;
    const v = await started(await aProjectWith([voiceOnFailure]), { identifier: jane });
    await untilOutcomes(v, { sms: "undeliverable: recipient_rejected", voice: "accepted" });
    expect(digits(carrier.carried[1]!.words)).toContain(codeOf(v));
  });

  it("is not needed otherwise", async () => {
    const v = await sentBySms(await aProjectWith([voiceOnFailure]));
    expect(await waitsOf(v)).toEqual({ voice: 600 });
    await age(v.id, 600);
    await pass(v, 600);
    await untilOutcomes(v, { voice: "skipped: not_needed" });
    expect(sentTo()).toEqual(["sms"]);
  });
});

describe("a second fallback", () => {
  it("waits from the first one", async () => {
    const v = await sentBySms(await aProjectWith([voiceAfter30, { channel: "whatsapp", afterSeconds: 20 }]));
    expect(await waitsOf(v)).toEqual({ voice: 30, whatsapp: 50 });
    await pass(v, 30);
    await untilOutcomes(v, { voice: "accepted", whatsapp: "pending" });
    await pass(v, 20);
    await untilOutcomes(v, { whatsapp: "accepted" });
    expect(sentTo()).toEqual(["sms", "voice", "whatsapp"]);
  });

  it("counts its time from the first one, also if a failure sent that early", async () => {
    carrier.replies.sms = rejectRecipient;
    const v = await started(await aProjectWith([voiceOnFailure, { channel: "whatsapp", afterSeconds: 20 }]), {
      identifier: jane,
    });
    await untilOutcomes(v, { voice: "accepted", whatsapp: "pending" });
    // Without the failure, it would be due after 620 seconds.
    expect((await waitsOf(v)).whatsapp).toBeGreaterThanOrEqual(20);
    expect((await waitsOf(v)).whatsapp).toBeLessThan(300);
  });

  it("is sent if the first one fails, too", async () => {
    carrier.replies.sms = rejectRecipient;
    carrier.replies.voice = rejectRecipient;
    const v = await started(
      await aProjectWith([voiceOnFailure, { channel: "whatsapp", afterSeconds: null }]),
      { identifier: jane },
    );
    await untilOutcomes(v, { voice: "undeliverable: recipient_rejected", whatsapp: "accepted" });
  });

  it("is not needed if the first one was not", async () => {
    const v = await sentBySms(await aProjectWith([voiceAfter30, { channel: "whatsapp", afterSeconds: 20 }]));
    await db()
      .update(deliveries)
      .set({ status: "delivered", statusAt: sql`now()` })
      .where(sql`verification_id = ${v.id} and channel = 'sms'`);
    await pass(v, 30);
    await untilOutcomes(v, { voice: "skipped: not_needed" });
    await pass(v, 20);
    await untilOutcomes(v, { whatsapp: "skipped: not_needed" });
  });

  it("follows the first message if the project has no provider for the channel between them", async () => {
    const ctx = await aProjectWith([voiceAfter30, { channel: "whatsapp", afterSeconds: 20 }], {
      channels: ["sms", "whatsapp"] as never,
    });
    const v = await sentBySms(ctx);
    expect(await waitsOf(v)).toEqual({ whatsapp: 20 });
    expect(await outcomesOf(v)).toEqual({ sms: "accepted", whatsapp: "pending" });
  });
});
