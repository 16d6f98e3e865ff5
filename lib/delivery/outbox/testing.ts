import { createHash } from "node:crypto";
import { and, asc, eq, sql } from "drizzle-orm";
import { deliveries, events, outbox } from "@/drizzle/schema";
import type { Ctx } from "@/lib/access";
import { db } from "@/lib/db";
import { newId } from "@/lib/id";
import { insertProject, type Project } from "@/lib/projects";
import type { OpenChallenges } from "../challenge";
import { type DeliveryTry, withTries } from "../deliveries";
import { createProvider } from "../providers/create-provider";
import type { ClaimedDelivery, Delivery } from "./repository";
import type { EndTry } from "./tries/repository";

/** Ten digits, so that no id or instant contains them by chance. */
export function codeOf(verificationId: string): string {
  const number = createHash("sha256").update(verificationId).digest().readBigUInt64BE();
  return (number % 10n ** 10n).toString().padStart(10, "0");
}

/** Replaces `lib/verification`, which is a layer above: every challenge is open and valid for ten minutes. */
export const openFakes: OpenChallenges = async (wanted) =>
  wanted.map(({ verificationId }) => ({
    ok: true,
    challenge: {
      code: codeOf(verificationId),
      linkUrl: `http://localhost:3000/verify/link#token-of-${verificationId}`,
      linkToken: `token-of-${verificationId}`,
      expiresInSeconds: 600,
      purpose: "confirm",
    },
  }));

export async function aContext(): Promise<Ctx> {
  const project = await insertProject("Acme");
  return { project, caller: { kind: "system" }, dialect: "native", requestId: null, endUser: null };
}

/** A provider that sends to a mail server on loopback. */
export async function aMailProvider(ctx: Ctx, port: number, name = "SMTP"): Promise<string> {
  const config = { host: "127.0.0.1", port, security: "none", from: "Acme <no-reply@acme.example>" };
  const created = await createProvider(ctx, { kind: "smtp", name, config });
  if (!created.ok) throw new Error(JSON.stringify(created.refusal));
  return created.value.id;
}

/** Puts messages into the outbox, unclaimed. */
export async function enqueue(
  project: Project,
  count = 1,
  over: Partial<Delivery> = {},
): Promise<ClaimedDelivery[]> {
  const rows = Array.from({ length: count }, (_, at) => ({
    id: newId(),
    projectId: project.id,
    verificationId: newId(),
    channel: "email" as const,
    recipient: `jane+${at}@example.com`,
    locale: "en",
    template: "confirm",
    ...over,
  }));
  return db().transaction(async (tx) => {
    const recorded = await tx.insert(deliveries).values(rows).returning();
    const queued = await tx
      .insert(outbox)
      .values(rows.map(({ id, projectId }) => ({ deliveryId: id, projectId })))
      .returning();
    return recorded.map((row) => ({
      ...row,
      claim: queued.find(({ deliveryId }) => deliveryId === row.id)!.runAt,
      chosenProviderId: null,
    }));
  });
}

/** A delivery as it is recorded, and when it is due. */
export async function readDelivery(id: string): Promise<Delivery & { runAt: Date | null }> {
  const [row] = await db()
    .select()
    .from(deliveries)
    .leftJoin(outbox, and(eq(outbox.deliveryId, deliveries.id), eq(outbox.projectId, deliveries.projectId)))
    .where(eq(deliveries.id, id));
  return { ...row!.deliveries, runAt: row!.outbox?.runAt ?? null };
}

/** All tries of a delivery, as operators see them. */
export async function readTries(id: string): Promise<DeliveryTry[]> {
  const [delivery] = await withTries([await readDelivery(id)]);
  return delivery!.tries;
}

/** The end of a try that a provider accepted. */
export function acceptedEnd({ id, projectId }: Pick<Delivery, "id" | "projectId">): EndTry {
  return {
    id,
    projectId,
    number: 1,
    outcome: "accepted",
    providerCode: null,
    explanation: "250 OK",
    providerMessageId: "Q1",
  };
}

export async function readEvents(projectId: string) {
  return db().select().from(events).where(eq(events.projectId, projectId)).orderBy(asc(events.id));
}

/** Ends all waits and leases, because the database's clock cannot be changed. */
export async function makeDue(): Promise<void> {
  await db().execute(sql`update ${outbox} set run_at = now()`);
}

/** Waits until a condition holds. The test's timeout is the limit. */
export async function waitUntil(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

export async function waitUntilFinished(...ids: string[]): Promise<void> {
  await waitUntil(async () => {
    const rows = await Promise.all(ids.map(readDelivery));
    return rows.every(({ finishedAt }) => finishedAt !== null);
  });
}
