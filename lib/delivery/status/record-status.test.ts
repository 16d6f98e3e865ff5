import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { outbox } from "@/drizzle/schema";
import type { Ctx } from "@/lib/access";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { newId } from "@/lib/id";
import { insertProject } from "@/lib/projects";
import { accepted, undeliverable } from "../outbox/outcomes";
import { claim, finish } from "../outbox/repository";
import { aContext, acceptedEnd, aMailProvider, enqueue, readDelivery, readEvents } from "../outbox/testing";
import { beginTries } from "../outbox/tries/repository";
import type { StatusReport } from "../providers/kinds/kind";
import { findRowsById, type ProviderRow } from "../providers/repository";
import { reopen } from "../repository";
import { deleteSuppression, listSuppressions } from "../suppressions/delete-suppression";
import { recordStatuses } from "./record-status";

useTestDatabase();

let ctx: Ctx;
let provider: ProviderRow;
beforeEach(async () => {
  await db().delete(outbox);
  ctx = await aContext();
  [provider] = (await findRowsById([await aMailProvider(ctx, 25)])) as [ProviderRow];
});

function report(deliveryId: string, change: Partial<StatusReport>): Promise<void> {
  const nothing = { status: "sent" as const, providerCode: null, suppress: null, providerMessageId: "Q1" };
  return recordStatuses({ provider, reports: [{ deliveryId, ...nothing, ...change }] });
}

/** Claims the delivery and begins its next try at the provider. Returns the try's number. */
async function begin(id: string): Promise<number> {
  await db().execute(sql`update ${outbox} set run_at = now()`);
  const claimed = (await claim(100, 60)).find((row) => row.id === id)!;
  const { id: providerId, kind: providerKind } = provider;
  const [begun] = await beginTries([{ ...claimed, providerId, providerKind }], 60);
  return begun!.number;
}

async function beginAndAccept(id: string, providerMessageId: string): Promise<void> {
  const number = await begin(id);
  const row = await readDelivery(id);
  await finish([accepted(row, { ...acceptedEnd(row), number, providerMessageId })]);
}

async function aDelivery(project = ctx.project): Promise<string> {
  const [delivery] = await enqueue(project);
  return delivery!.id;
}

/** A delivery whose first try has no recorded reply, and failed with its delivery. */
async function aFailedDelivery(): Promise<string> {
  const [delivery] = await enqueue(ctx.project);
  await begin(delivery!.id);
  await finish([undeliverable(delivery!, "gave_up", null)]);
  return delivery!.id;
}

async function retry(id: string): Promise<void> {
  await db().transaction((tx) => reopen(ctx.project.id, id, null, tx));
}

async function suppressed(projectId = ctx.project.id) {
  return listSuppressions(projectId, { limit: 10 });
}

describe("a status", () => {
  test("of an earlier try is replaced by those of the current one", async () => {
    const id = await aFailedDelivery();
    await report(id, { status: "failed" });
    expect((await readDelivery(id)).status).toBe("failed");
    await retry(id);
    await beginAndAccept(id, "Q2");
    expect((await readDelivery(id)).status).toBeNull();
    await report(id, { status: "delivered", providerMessageId: "Q2" });
    expect((await readDelivery(id)).status).toBe("delivered");
  });

  test("about an earlier try that arrives late does not count for the current one", async () => {
    const id = await aDelivery();
    const number = await begin(id);
    const row = await readDelivery(id);
    const end = { ...acceptedEnd(row), number, outcome: "unavailable" as const };
    await finish([undeliverable(row, "gave_up", end)]);
    await retry(id);
    await begin(id);
    await report(id, { status: "failed", providerMessageId: "Q1" });
    expect(await readDelivery(id)).toMatchObject({ status: null, finishedAt: null });
  });

  test("that is replayed after an operator retried the message does not end the retry", async () => {
    const id = await aFailedDelivery();
    await report(id, { status: "failed" });
    await retry(id);
    await report(id, { status: "failed" });
    expect(await readDelivery(id)).toMatchObject({ finishedAt: null, runAt: expect.any(Date) });
  });

  test("whose recording was interrupted has its consequences when it is sent again", async () => {
    const verificationId = newId();
    const [first] = await enqueue(ctx.project, 1, { verificationId });
    const [fallback] = await enqueue(ctx.project, 1, {
      verificationId,
      trigger: "failure",
      backsUpId: first!.id,
    });
    await begin(first!.id);
    await db()
      .update(outbox)
      .set({ runAt: sql`now() + interval '10 minutes'` })
      .where(eq(outbox.deliveryId, fallback!.id));
    await db().execute(sql`
      create function crash() returns trigger language plpgsql as $$ begin raise 'crash'; end $$;
      create trigger crash before delete on ${outbox} for each row execute function crash()`);
    await expect(report(first!.id, { status: "failed" })).rejects.toThrow();
    await db().execute(sql`drop function crash() cascade`);
    await report(first!.id, { status: "failed" });
    await report(first!.id, { status: "failed" });
    expect(await readDelivery(first!.id)).toMatchObject({ outcome: "accepted", status: "failed" });
    expect((await claim(100, 60)).map(({ id }) => id)).toEqual([fallback!.id]);
    const types = (await readEvents(ctx.project.id)).map(({ type }) => type);
    expect(types.filter((type) => type === "delivery.failed")).toHaveLength(1);
    expect(types.filter((type) => type === "delivery.accepted")).toHaveLength(1);
  });
});

describe("a recipient", () => {
  test("who opts out after an earlier try is suppressed", async () => {
    const id = await aFailedDelivery();
    await retry(id);
    await beginAndAccept(id, "Q2");
    await report(id, { status: "failed", providerMessageId: "Q1", suppress: "opt_out" });
    expect(await suppressed()).toMatchObject([{ reason: "opt_out", deliveryId: id }]);
    expect((await readDelivery(id)).status).toBeNull();
  });

  test("whose suppression was deleted is not suppressed again by a replayed report", async () => {
    const id = await aDelivery();
    await beginAndAccept(id, "Q1");
    await report(id, { status: "bounced", suppress: "bounce" });
    const [suppression] = await suppressed();
    await deleteSuppression(ctx, suppression!.id);
    await report(id, { status: "bounced", suppress: "bounce" });
    expect(await suppressed()).toEqual([]);
  });

  test("of the reserved project, an operator, is never suppressed", async () => {
    const reserved = await insertProject("Console", { kind: "reserved" });
    const id = await aDelivery(reserved);
    await beginAndAccept(id, "Q1");
    await report(id, { status: "complained", suppress: "complaint" });
    expect((await readDelivery(id)).status).toBe("complained");
    expect(await suppressed(reserved.id)).toEqual([]);
  });
});
