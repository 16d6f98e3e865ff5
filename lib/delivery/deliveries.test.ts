import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { outbox } from "@/drizzle/schema";
import type { Ctx } from "@/lib/access";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { newId } from "@/lib/id";
import { log } from "@/lib/log";
import {
  deleteProvider,
  deliveriesOfVerification,
  explainDelivery,
  findDelivery,
  listDeliveries,
  measureBacklog,
  retryDelivery,
  seedInbox,
  startWorker,
} from ".";
import { accepted, undeliverable } from "./outbox/outcomes";
import { finish, release } from "./outbox/repository";
import {
  aContext,
  acceptedEnd,
  aMailProvider,
  enqueue,
  makeDue,
  openFakes,
  readDelivery,
  readEvents,
  waitUntilFinished,
} from "./outbox/testing";
import { beginTries } from "./outbox/tries/repository";

useTestDatabase();

let ctx: Ctx;
beforeEach(async () => {
  await db().execute(sql`truncate deliveries, outbox cascade`);
  ctx = await aContext();
});

const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);

describe("deliveries", () => {
  test("are listed newest first, page by page, of one project only", async () => {
    // All rows of one statement have the same instant, so the id decides the order.
    const rows = await enqueue(ctx.project, 5);
    await enqueue((await aContext()).project);
    const expected = ids(rows).sort().reverse();
    const first = await listDeliveries(ctx.project.id, { limit: 2 });
    const second = await listDeliveries(ctx.project.id, { limit: 5, before: first.at(-1) });
    expect([...ids(first), ...ids(second)]).toEqual(expected);
  });

  test("are found by reported status, by channel, and by the provider of the last try", async () => {
    const providerId = newId();
    const [sms] = await enqueue(ctx.project, 1, { channel: "sms", recipient: "+4915112345678" });
    const [mail] = await enqueue(ctx.project, 1, { providerId, status: "bounced" });
    const list = (filter: object) => listDeliveries(ctx.project.id, { limit: 10, ...filter }).then(ids);
    expect(await list({ channel: "sms" })).toEqual([sms!.id]);
    expect(await list({ status: "bounced" })).toEqual([mail!.id]);
    expect(await list({ providerId })).toEqual([mail!.id]);
    expect(await list({ providerId, status: "delivered" })).toEqual([]);
  });

  test("are found by verification, by recipient in any case, and by outcome", async () => {
    const [jane] = await enqueue(ctx.project, 1, { recipient: "Jane@example.com" });
    const [john] = await enqueue(ctx.project, 1, { recipient: "john@example.com" });
    await finish([undeliverable(john!, "no_provider", null)]);
    const list = (filter: object) => listDeliveries(ctx.project.id, { limit: 10, ...filter }).then(ids);
    expect(await list({ recipient: "jane@EXAMPLE.com" })).toEqual([jane!.id]);
    expect(await list({ verificationId: john!.verificationId })).toEqual([john!.id]);
    expect(await list({ outcome: "pending" })).toEqual([jane!.id]);
    expect(await list({ outcome: "undeliverable" })).toEqual([john!.id]);
    expect(ids(await deliveriesOfVerification(ctx.project.id, jane!.verificationId))).toEqual([jane!.id]);
  });

  test("of another project are not found", async () => {
    const [row] = await enqueue(ctx.project);
    const elsewhere = await aContext();
    const notFound = { ok: false, refusal: { code: "delivery_not_found" } };
    expect(await findDelivery(elsewhere, row!.id)).toEqual(notFound);
    expect(await retryDelivery(elsewhere, row!.id)).toEqual(notFound);
    expect(await findDelivery(ctx, newId())).toEqual(notFound);
  });

  test("name the provider of each try, even if it was deleted", async () => {
    const providerId = await aMailProvider(ctx, 2525);
    const [row] = await enqueue(ctx.project);
    await beginTries([{ ...row!, providerId, providerKind: "smtp" }], 60);
    const carrier = async () => {
      const found = await findDelivery(ctx, row!.id);
      return found.ok && found.value.tries[0]?.providerName;
    };
    expect(await carrier()).toBe("the mail server at 127.0.0.1");
    await deleteProvider(ctx, providerId);
    expect(await carrier()).toBe("a provider that was removed (SMTP)");
  });

  test("that are due are counted, with the longest wait", async () => {
    const [row] = await enqueue(ctx.project, 3);
    await db().execute(
      sql`update ${outbox} set run_at = now() - interval '90 seconds' where delivery_id = ${row!.id}`,
    );
    const { depth, oldestSeconds } = await measureBacklog();
    expect(depth).toBe(3);
    expect(oldestSeconds).toBeGreaterThanOrEqual(90);
  });
});

describe("a retry", () => {
  test("puts an undeliverable message back into the outbox, and is recorded", async () => {
    const [row] = await enqueue(ctx.project);
    await finish([undeliverable(row!, "no_provider", null)]);
    await seedInbox(ctx.project.id);
    const worker = startWorker({ openChallenges: openFakes, log });
    expect(await retryDelivery(ctx, row!.id)).toMatchObject({
      ok: true,
      value: { outcome: null, reason: null },
    });
    await waitUntilFinished(row!.id);
    await worker.stop();
    expect(await readDelivery(row!.id)).toMatchObject({ outcome: "accepted", providerKind: "inbox" });
    expect((await readEvents(ctx.project.id)).map(({ type }) => type)).toEqual([
      "delivery.undeliverable",
      "delivery.retried",
      "delivery.accepted",
    ]);
  });

  test("makes a message that is to be tried later due now", async () => {
    const [row] = await enqueue(ctx.project);
    await release([{ ...row!, inSeconds: 600, withdrawn: null }]);
    expect((await retryDelivery(ctx, row!.id)).ok).toBe(true);
    expect((await readDelivery(row!.id)).runAt!.getTime()).toBeLessThanOrEqual(Date.now() + 1000);
  });

  test("is refused for a message that was accepted or is being sent", async () => {
    const [sent, sending] = await enqueue(ctx.project, 2);
    await finish([accepted(sent!, acceptedEnd(sent!))]);
    expect(await retryDelivery(ctx, sent!.id)).toEqual({
      ok: false,
      refusal: { code: "delivery_not_retryable", outcome: "accepted" },
    });
    await beginTries([{ ...sending!, providerId: newId(), providerKind: "smtp" }], 60);
    expect(await retryDelivery(ctx, sending!.id)).toEqual({
      ok: false,
      refusal: { code: "delivery_not_retryable", outcome: null },
    });
    // The worker died during the try. After the lease, the delivery can be retried.
    await makeDue();
    expect((await retryDelivery(ctx, sending!.id)).ok).toBe(true);
  });

  test("keeps the explanation of the previous failure", async () => {
    const [row] = await enqueue(ctx.project);
    await finish([undeliverable(row!, "no_provider", null)]);
    const found = await findDelivery(ctx, row!.id);
    expect(found.ok && explainDelivery(found.value, new Date())).toBe(
      "No enabled provider sends email. Add one, then retry.",
    );
  });
});
