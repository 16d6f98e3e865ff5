import { sql } from "drizzle-orm";
import { deliveries, outbox } from "@/drizzle/schema";
import { perProject, preparedInProject } from "@/lib/db";
import type { Delivery } from "../repository";
import { arraysOf, isAsked } from "../sql-fragments/repository";

type Placed = Pick<Delivery, "id" | "projectId">;

/** At the end of a lateral lookup of more than one row: keeps the planner from turning it into a join. */
const eachAlone = sql`offset 0`;

const activateStatement = preparedInProject<Record<string, unknown>, { id: string }>((db) => {
  const waiting = db.$with("waiting", {}).as(sql`
    select fallback.id, fallback.verification_id, queued.run_at - now() as early
    from (select id, verification_id from ${deliveries} where ${isAsked(sql`id`)} ${eachAlone}) failed
    cross join lateral (
      select id, verification_id from ${deliveries} where verification_id = failed.verification_id and backs_up_id = failed.id
        and finished_at is null and try_count = 0 ${eachAlone}) fallback
    cross join lateral (select run_at from ${outbox} where delivery_id = fallback.id limit 1) queued
    where queued.run_at > now()`);
  // A policy has at most two fallbacks, so at most one timer follows the fallback.
  const moved = db.$with("moved", {}).as(sql`
    select id, early from waiting
    union all
    select next.id, waiting.early from waiting
    cross join lateral (
      select id from ${deliveries} where verification_id = waiting.verification_id and backs_up_id = waiting.id
        and trigger = 'timer' and finished_at is null ${eachAlone}) next`);
  const due = db.$with("due", {}).as(sql`
    update ${outbox} o set run_at = o.run_at - (select early from moved where moved.id = o.delivery_id limit 1)
    where o.delivery_id = any(array(select id from moved))
    returning o.delivery_id`);
  return db
    .with(waiting, moved, due)
    .select({ id: sql<string>`delivery_id` })
    .from(sql`due`)
    .where(sql`delivery_id = any(array(select id from waiting))`)
    .prepare("activate_fallbacks");
});

/**
 * Makes the fallbacks of failed deliveries due now, and moves the timers behind them by the same time. Returns the number of
 * those that are due.
 */
export async function activateFallbacks(failed: readonly Placed[]): Promise<number> {
  const due = await perProject(failed, (some, projectId) =>
    activateStatement({ ...arraysOf(["id"], some), projectId }),
  );
  return due.length;
}

const unneededStatement = preparedInProject<Record<string, unknown>, { id: string }>((db) => {
  // Not `exists`, which the planner may answer by reading the table once for all rows.
  const isReplaced = sql`(select true from ${deliveries} later where later.verification_id = d.verification_id
    and later.trigger = 'request' and later.created_at > d.created_at limit 1)`;
  const isBackedUpInVain = sql`(select true from ${deliveries} before where before.id = d.backs_up_id
    and (before.status = 'delivered' or before.reason = 'not_needed') limit 1)`;
  return db
    .select({ id: sql<string>`d.id` })
    .from(sql`${deliveries} d`)
    .where(sql`${isAsked(sql`d.id`)} and (${isReplaced} or ${isBackedUpInVain})`)
    .prepare("unneeded_fallbacks");
});

/**
 * Which of these fallbacks are not needed although the verification is pending: the message before them was delivered or was
 * not needed itself, or the person has since asked for another message, which has its own fallbacks.
 */
export async function unneededFallbacks(fallbacks: readonly Placed[]): Promise<ReadonlySet<string>> {
  const rows = await perProject(fallbacks, (some, projectId) =>
    unneededStatement({ ...arraysOf(["id"], some), projectId }),
  );
  return new Set(rows.map(({ id }) => id));
}
