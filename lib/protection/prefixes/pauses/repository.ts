import { and, eq, gt, isNotNull, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { type PauseReason, phonePrefixes } from "@/drizzle/schema";
import { db, type Tx } from "@/lib/db";
import type { Pause } from "../prefix-rules";
import type { NewPrefix, PhonePrefix } from "../repository";
import { bucket, bucketOf } from "../statistics/repository";
import { firstPauseSeconds, longestPauseSeconds } from "../thresholds";

const p = phonePrefixes;

export interface NewPause extends NewPrefix {
  reason: PauseReason;
  numbers: Record<string, number> | null;
}

/** How many pauses have followed each other within a week, with a new one. */
const nextCount = sql`(case when coalesce(${p.pausedAt}, ${p.reopenedAt}) > now() - interval '7 days' then ${p.pauseCount} + 1 else 1 end)`;

/**
 * Pauses a prefix; if a person or backend does, until it is reopened. Null: it is paused already. A pause that is over can be
 * followed by another one.
 */
export async function pauseRow(tx: Tx, pause: NewPause): Promise<PhonePrefix | null> {
  const { reason, numbers, ...key } = pause;
  // At the beginning of a bucket, so that probes have buckets of their own.
  const until = (count: SQL) =>
    reason === "manual"
      ? sql`null`
      : bucketOf(sql`now() + ${bucket}
          + make_interval(secs => least(${longestPauseSeconds}, ${firstPauseSeconds[reason]} * power(2, least(${count}, 20) - 1)))`);
  const set = { pausedAt: sql`now()`, pauseReason: reason, pauseNumbers: numbers };
  const [row] = await tx
    .insert(p)
    .values({ ...key, ...set, pausedUntil: until(sql`1`), pauseCount: 1 })
    .onConflictDoUpdate({
      target: [p.projectId, p.prefix],
      set: { ...set, pausedUntil: until(nextCount), pauseCount: nextCount, seenAt: sql`now()` },
      setWhere: or(
        isNull(p.pausedAt),
        lte(p.pausedUntil, sql`now()`),
        // A person's pause replaces an automatic one.
        reason === "manual" ? sql`${p.pauseReason} <> 'manual'` : undefined,
      ),
    })
    .returning();
  return row ?? null;
}

/** Ends a pause. Null: the prefix is not paused. */
export async function reopenRow(tx: Tx, projectId: string, prefix: string): Promise<PhonePrefix | null> {
  const [row] = await tx
    .update(p)
    .set({
      pausedAt: null,
      pausedUntil: null,
      pauseReason: null,
      pauseNumbers: null,
      reopenedAt: sql`now()`,
      seenAt: sql`now()`,
    })
    .where(and(eq(p.projectId, projectId), eq(p.prefix, prefix), isNotNull(p.pausedAt)))
    .returning();
  return row ?? null;
}

/** Whether a prefix of the project was paused within the last hour, other than this one. */
export async function hasOtherNewPauses(tx: Tx, projectId: string, prefix: string): Promise<boolean> {
  const rows = await tx
    .select({ prefix: p.prefix })
    .from(p)
    .where(
      and(
        eq(p.projectId, projectId),
        isNotNull(p.pausedAt),
        gt(p.pausedAt, sql`now() - interval '1 hour'`),
        sql`${p.prefix} <> ${prefix}`,
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** The paused prefixes of a project. A sequence is over when its pause is. */
export async function listPauses(projectId: string): Promise<Pause[]> {
  const rows = await db()
    .select({
      prefix: p.prefix,
      kind: p.kind,
      reason: p.pauseReason,
      numbers: p.pauseNumbers,
      secondsLeft: sql<number | null>`ceil(extract(epoch from ${p.pausedUntil} - now()))::int`,
      isProbed: sql<boolean>`coalesce(${p.pausedUntil} <= now(), false)`,
    })
    .from(p)
    .where(
      and(
        eq(p.projectId, projectId),
        isNotNull(p.pausedAt),
        or(sql`${p.pauseReason} <> 'sequence'`, gt(p.pausedUntil, sql`now()`)),
      ),
    );
  return rows.map((row) => ({ ...row, reason: row.reason! }));
}
