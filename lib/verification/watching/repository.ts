import { eq, sql } from "drizzle-orm";
import { deliveries, verifications } from "@/drizzle/schema";
import { db } from "@/lib/db";
import { columns, databaseNow } from "../sql-fragments/repository";
import type { LoadedVerification } from "../verification";

/**
 * From now on, every change of the verification is announced to all processes. The update waits for one that is under way, so
 * the returned row has each change that is not announced.
 */
export async function markWatched(id: string): Promise<LoadedVerification | undefined> {
  const [row] = await db()
    .update(verifications)
    .set({ isWatched: true })
    .where(eq(verifications.id, id))
    .returning({ ...columns, now: databaseNow });
  return row;
}

/**
 * The same for its deliveries. Call it after `markWatched`, in a statement of its own: deliveries that were committed in the
 * meantime are either visible now or were marked when they were made.
 */
export async function markDeliveriesWatched(verificationId: string): Promise<void> {
  await db()
    .update(deliveries)
    .set({ isWatched: true })
    .where(sql`${deliveries.verificationId} = ${verificationId} and not ${deliveries.isWatched}`);
}
