import { spawn } from "node:child_process";
import { once, setMaxListeners } from "node:events";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { deliveries } from "@/drizzle/schema";
import type { Ctx } from "@/lib/access";
import { db, followChanges, onChange, preparePool } from "@/lib/db";
import { recordStatements, useTestDatabase } from "@/lib/db/testing";
import { accepted } from "@/lib/delivery/outbox/outcomes";
import { finish } from "@/lib/delivery/outbox/repository";
import { acceptedEnd, readDelivery } from "@/lib/delivery/outbox/testing";
import { cancel } from "../cancel";
import { checkCode } from "../check-code";
import { followEvents, type LiveEvent } from "../follow-events";
import { resend } from "../resend";
import { codeOf } from "../secret";
import { aContext, age, aProject, started, wrongCode } from "../testing";
import type { LoadedVerification, Status } from "../verification";
import { waitForStatus } from "../wait-for-status";
import { watchers } from "./watchers";

useTestDatabase();
// Replaces the pool the first time, and so must come before the recording.
beforeAll(() => preparePool());
const statements = recordStatements();

const isBehindPooler = Boolean(process.env.TEST_POOLER_URL);

/** The verifications whose changes were announced. */
const announced: (string | undefined)[] = [];
let stopFollowing: () => Promise<void>;
let ctx: Ctx;
let leaving: AbortController;
let people = 0;
beforeAll(async () => {
  stopFollowing = await followChanges();
  onChange((change) => change?.table === "verifications" && announced.push(change.key));
  ctx = aContext(await aProject());
});
beforeEach(() => {
  leaving = new AbortController();
  setMaxListeners(0, leaving.signal);
});
afterEach(async () => {
  leaving.abort();
  await expect.poll(() => watchers.count).toBe(0);
});
afterAll(() => stopFollowing());

const aVerification = () => started(ctx, { identifier: { email: `jane${++people}@example.com` } });
const check = (v: LoadedVerification, code: string) => checkCode(ctx, { verificationId: v.id, code });

function waiting(v: LoadedVerification, known: Status = "pending", seconds = 60) {
  const wait = { known, seconds, signal: leaving.signal };
  return waitForStatus(ctx, { verificationId: v.id, wait });
}

/** Resolves when the watcher sleeps, with nothing more to do before something happens. */
async function untilAsleep(v: LoadedVerification, count = 1): Promise<void> {
  await expect.poll(() => watchers.sleepingFor(v.id), { timeout: 10_000 }).toBe(count);
}

describe("waiting for another status", () => {
  test("ends at once if the status is another one, or cannot change any more", async () => {
    const v = await aVerification();
    expect(await waiting(v, "locked")).toMatchObject({ ok: true, value: { id: v.id } });
    await check(v, codeOf(v));
    expect(await waiting(v, "verified")).toMatchObject({ value: { method: "code" } });
    expect(await waiting({ ...v, id: crypto.randomUUID() })).toMatchObject({
      refusal: { code: "verification_not_found" },
    });
  });

  test("ends when it is verified, and neither a wrong code nor a repeated start ends it", async () => {
    const v = await aVerification();
    const wait = waiting(v);
    await untilAsleep(v);
    await check(v, wrongCode(codeOf(v)));
    await untilAsleep(v);
    await check(v, codeOf(v));
    expect(await wait).toMatchObject({ value: { method: "code", attemptCount: 2 } });
  });

  test("ends when another process changes it", async () => {
    const child = spawn(
      process.execPath,
      ["--import", "tsx", fileURLToPath(new URL("watch-child.ts", import.meta.url))],
      { stdio: ["ignore", "inherit", "inherit", "ipc"] },
    );
    try {
      await once(child, "message");
      const v = await aVerification();
      const wait = waiting(v);
      await untilAsleep(v);
      child.send({ id: v.id, projectId: ctx.project.id });
      expect(await wait).toMatchObject({ value: { cancelReason: "requested" } });
    } finally {
      child.disconnect();
    }
  });

  test("ends when it expires, and when the time is up", async () => {
    const v = await aVerification();
    await age(v.id, 599);
    const { value } = (await waiting(v)) as { value: LoadedVerification };
    expect(value.now >= value.expiresAt).toBe(true);
    const other = await aVerification();
    const [first, second] = await Promise.all([waiting(other, "pending", 0), waiting(other, "pending", 1)]);
    expect([first, second]).toMatchObject([{ value: { verifiedAt: null } }, { value: { verifiedAt: null } }]);
  });

  test("misses no change that happens while it begins", async () => {
    // Behind a pooler, waits look every four seconds.
    for (let i = 0; i < (isBehindPooler ? 3 : 20); i++) {
      const v = await aVerification();
      const [waited] = await Promise.all([waiting(v), check(v, codeOf(v))]);
      expect(waited).toMatchObject({ value: { method: "code" } });
    }
  });

  test.skipIf(isBehindPooler)("costs no statement while nothing happens", async () => {
    const vs = await Promise.all(Array.from({ length: 8 }, aVerification));
    const waits = vs.map((v) => waiting(v));
    await Promise.all(vs.map((v) => untilAsleep(v)));
    statements.length = 0;
    const other = await aVerification();
    await check(other, codeOf(other));
    expect(statements).toHaveLength(2);
    await Promise.all(vs.map((v) => cancel(ctx, { verificationId: v.id })));
    expect(await Promise.all(waits)).toMatchObject(vs.map(({ id }) => ({ value: { id } })));
  });

  test("of more than twenty for one verification, the others are answered within seconds", async () => {
    const v = await aVerification();
    const waits = Array.from({ length: 20 }, () => waiting(v));
    await untilAsleep(v, 20);
    expect(await waiting(v)).toMatchObject({ value: { verifiedAt: null } });
    await cancel(ctx, { verificationId: v.id });
    await Promise.all(waits);
  });
});

test.skipIf(isBehindPooler)("only watched verifications are announced, and watching is not", async () => {
  const [v, other] = [await aVerification(), await aVerification()];
  const wait = waiting(v);
  await untilAsleep(v);
  announced.length = 0;
  await check(other, codeOf(other));
  await check(v, codeOf(v));
  await wait;
  expect(announced).toEqual([v.id]);
});

describe("following events", () => {
  async function follow(v: LoadedVerification, after: string | null = null): Promise<LiveEvent[]> {
    const told: LiveEvent[] = [];
    const followed = await followEvents(ctx, { verificationId: v.id, after, signal: leaving.signal });
    if (!followed.ok) throw new Error(followed.refusal.code);
    (async () => {
      for await (const event of followed.value ?? []) told.push(event);
    })();
    return told;
  }
  const hears = (told: LiveEvent[], types: string[]) =>
    expect.poll(() => told.map(({ type }) => type), { timeout: 10_000 }).toEqual(types);

  test("tells what happened, then what happens, also to messages, until the end", async () => {
    const v = await aVerification();
    const told = await follow(v);
    await hears(told, ["verification.started"]);
    await untilAsleep(v);
    const [{ id }] = (await db()
      .select({ id: deliveries.id })
      .from(deliveries)
      .where(sql`verification_id = ${v.id}`)) as [{ id: string }];
    const row = await readDelivery(id);
    await finish([accepted(row, acceptedEnd(row))]);
    await hears(told, ["verification.started", "delivery.accepted"]);
    await check(v, codeOf(v));
    await hears(told, [
      "verification.started",
      "delivery.accepted",
      "verification.attempted",
      "verification.verified",
    ]);
    const rest = await follow(v, told[1]!.id);
    await hears(rest, ["verification.attempted", "verification.verified"]);
    expect(
      await followEvents(ctx, { verificationId: v.id, after: told[3]!.id, signal: leaving.signal }),
    ).toEqual({ ok: true, value: null });
  });

  test("tells of messages that are sent later, and of the expiry", async () => {
    const v = await aVerification();
    await age(v.id, 60);
    const told = await follow(v);
    await untilAsleep(v);
    expect(await resend(ctx, { verificationId: v.id })).toMatchObject({ ok: true });
    await hears(told, ["verification.started", "verification.resent"]);
    const rows = await db()
      .select({ isWatched: deliveries.isWatched })
      .from(deliveries)
      .where(sql`verification_id = ${v.id}`);
    expect(rows).toEqual([{ isWatched: true }, { isWatched: true }]);
    await age(v.id, 3600);
    await hears(told, ["verification.started", "verification.resent", "verification.expired"]);
    expect(
      await followEvents(ctx, { verificationId: v.id, after: "expired", signal: leaving.signal }),
    ).toEqual({ ok: true, value: null });
  });
});
