import { sql } from "drizzle-orm";
import { verifications } from "@/drizzle/schema";
import { db, isMadeAfter } from "@/lib/db";
import type { Channel } from "@/lib/projects";

/** The conversion of a period's verifications, step by step. Each number is part of the previous one. */
export interface Funnel {
  span: "day" | "week";
  /** Null: all channels together. */
  channel: Channel | null;
  started: number;
  /** With a message in the outbox, so without decoys. */
  sent: number;
  /** Answered with any code, or by link. */
  answered: number;
  verified: number;
  /** Median from start to proof, in seconds. Null if nothing was verified. */
  medianSeconds: number | null;
}

const v = verifications;

/** The last 24 hours and 7 days of a project, by channel and in total. One statement over the newest rows. */
export async function overviewOf(projectId: string): Promise<Funnel[]> {
  return db().execute<Funnel & Record<string, unknown>>(sql`
    select span, channel,
      count(*)::int as started,
      (count(*) filter (where ${v.issuedAt} is not null and not ${v.isDecoy}))::int as sent,
      (count(*) filter (where ${v.attemptCount} > 0 or ${v.verifiedAt} is not null))::int as answered,
      (count(*) filter (where ${v.verifiedAt} is not null))::int as verified,
      percentile_cont(0.5) within group (order by extract(epoch from ${v.verifiedAt} - ${v.createdAt})::float8)
        filter (where ${v.verifiedAt} is not null) as "medianSeconds"
    from ${v} join (values ('day', interval '24 hours'), ('week', interval '7 days')) as spans (span, length)
      on ${v.createdAt} > now() - length
    where ${v.projectId} = ${projectId} and ${v.createdAt} > now() - interval '7 days'
      and ${isMadeAfter(v.id, sql`now() - interval '7 days'`)}
    group by grouping sets ((span, channel), (span))
    having grouping(channel) = 1 or channel is not null
    order by span, grouping(channel) desc, channel`);
}
