import { eq, inArray, sql } from "drizzle-orm";
import { providerPauses } from "@/drizzle/schema";
import { db } from "@/lib/db";
import { errorFields, log } from "@/lib/log";

export type ProviderPause = typeof providerPauses.$inferSelect;

/** Records that this process has paused a provider. Never throws: the record is for operators only. */
export async function recordPause(
  providerId: string,
  failures: number,
  ms: number,
  explanation: string,
): Promise<void> {
  const pause = { failures, until: sql`now() + make_interval(secs => ${ms / 1000}::float8)`, explanation };
  await db()
    .insert(providerPauses)
    .values({ providerId, ...pause })
    .onConflictDoUpdate({ target: providerPauses.providerId, set: pause })
    .catch(failed);
}

/** Records that a provider works again. Never throws. */
export async function clearPause(providerId: string): Promise<void> {
  await db().delete(providerPauses).where(eq(providerPauses.providerId, providerId)).catch(failed);
}

export async function pausesOf(providerIds: readonly string[]): Promise<ReadonlyMap<string, ProviderPause>> {
  if (providerIds.length === 0) return new Map();
  const rows = await db()
    .select()
    .from(providerPauses)
    .where(inArray(providerPauses.providerId, [...providerIds]));
  return new Map(rows.map((row) => [row.providerId, row]));
}

function failed(error: unknown): void {
  log.warn("The state of a provider could not be recorded.", { error: errorFields(error) });
}
