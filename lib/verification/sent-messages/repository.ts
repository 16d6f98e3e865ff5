import { and, asc, desc, eq, gt, lt, type SQL, sql } from "drizzle-orm";
import { deliveries, verifications } from "@/drizzle/schema";
import { db, isMadeAfter, isMadeBefore } from "@/lib/db";
import type { Channel } from "@/lib/projects";
import { columns, databaseNow } from "../sql-fragments/repository";
import type { LoadedVerification } from "../verification";

const d = deliveries;
const v = verifications;

export interface SentMessageFilter {
  /** Messages of verifications with this policy. */
  policyName: string;
  client?: string;
  verificationId?: string;
  /** An address or number, exactly. */
  recipient?: string;
  /** The beginning of a number. */
  recipientPrefix?: string;
  channel?: Channel;
  /** Whether a member of the verification's wire context has this text. */
  context?: { member: string; text: string };
  isConverted?: boolean;
  createdAfter?: Date;
  createdBefore?: Date;
}

/** A message that was requested, and the verification it belongs to. */
export interface SentMessage {
  id: string;
  channel: Channel;
  recipient: string;
  locale: string;
  outcome: "accepted" | "undeliverable" | "skipped" | null;
  status: (typeof deliveries.$inferSelect)["status"];
  /** The provider's code for the last outcome. */
  errorCode: string | null;
  createdAt: Date;
  updatedAt: Date;
  /** Whether it led to the proof: it is the last message of a verified verification. */
  isConverted: boolean;
  verification: LoadedVerification;
}

/** Fallbacks count once they are sent. */
const wasRequested = sql`(${d.trigger} = 'request' or ${d.tryCount} > 0)`;

const isConverted = sql<boolean>`(${v.verifiedAt} is not null and not exists (
  select from ${deliveries} later where later.verification_id = ${v.id} and later.project_id = ${v.projectId} and later.id > ${d.id}
    and (later.trigger = 'request' or later.try_count > 0)))`;

function conditionsOf(projectId: string, filter: SentMessageFilter): SQL | undefined {
  const when = <T>(value: T | undefined, condition: (value: T) => SQL | undefined) =>
    value === undefined ? undefined : condition(value);
  return and(
    eq(d.projectId, projectId),
    wasRequested,
    eq(v.policyName, filter.policyName),
    when(filter.client, (client) => eq(v.client, client)),
    when(filter.verificationId, (id) => eq(d.verificationId, id)),
    when(filter.recipient, (recipient) => sql`lower(${d.recipient}) = lower(${recipient})`),
    when(filter.recipientPrefix, (prefix) => sql`starts_with(${d.recipient}, ${prefix})`),
    when(filter.channel, (channel) => eq(d.channel, channel)),
    when(filter.context, ({ member, text }) => sql`${v.wireContext}->>${member} = ${text}`),
    when(filter.isConverted, (converted) => (converted ? isConverted : sql`not ${isConverted}`)),
    when(filter.createdAfter, (at) =>
      and(gt(d.createdAt, at), isMadeAfter(d.id, sql`${at.toISOString()}::timestamptz`)),
    ),
    when(filter.createdBefore, (at) =>
      and(lt(d.createdAt, at), isMadeBefore(d.id, sql`${at.toISOString()}::timestamptz`)),
    ),
  );
}

const selected = {
  id: d.id,
  channel: d.channel,
  recipient: d.recipient,
  locale: d.locale,
  outcome: d.outcome,
  status: d.status,
  errorCode: sql<string | null>`coalesce(${d.statusCode}, ${d.providerCode})`,
  createdAt: d.createdAt,
  updatedAt: sql<Date>`greatest(${d.createdAt}, ${d.finishedAt}, ${d.statusAt}, ${v.verifiedAt})`.mapWith(
    d.createdAt,
  ),
  isConverted,
  verification: columns,
  now: databaseNow,
};

/** Newest first, as their ids tell. `before`: the last one of the previous page. */
export async function listSentMessages(
  projectId: string,
  filter: SentMessageFilter,
  { before, limit }: { before?: string; limit: number },
): Promise<SentMessage[]> {
  const rows = await db()
    .select(selected)
    .from(d)
    .innerJoin(v, and(eq(v.id, d.verificationId), eq(v.projectId, d.projectId)))
    .where(and(conditionsOf(projectId, filter), before === undefined ? undefined : lt(d.id, before)))
    .orderBy(desc(d.id))
    .limit(limit);
  return rows.map(withNow);
}

/** One message. Null if there is none of a verification with this policy. */
export async function findSentMessage(
  projectId: string,
  policyName: string,
  id: string,
): Promise<SentMessage | null> {
  const [row] = await db()
    .select(selected)
    .from(d)
    .innerJoin(v, and(eq(v.id, d.verificationId), eq(v.projectId, d.projectId)))
    .where(and(eq(d.id, id), conditionsOf(projectId, { policyName })));
  return row ? withNow(row) : null;
}

function withNow<R extends { now: Date; verification: object }>({ now, verification, ...row }: R) {
  return { ...row, verification: { ...verification, now } as LoadedVerification };
}

/** How many messages were sent, and how many of them led to a proof. */
export async function countSentMessages(
  projectId: string,
  filter: SentMessageFilter,
): Promise<{ total: number; converted: number }> {
  const [row] = await db()
    .select({
      total: sql<number>`count(*)::int`,
      converted: sql<number>`(count(*) filter (where ${isConverted}))::int`,
    })
    .from(d)
    .innerJoin(v, and(eq(v.id, d.verificationId), eq(v.projectId, d.projectId)))
    .where(conditionsOf(projectId, filter));
  return row!;
}

/** The id, channel and instant of a verification's messages, oldest first. */
export async function messagesOfVerification(
  projectId: string,
  verificationId: string,
): Promise<{ id: string; channel: Channel; createdAt: Date }[]> {
  return db()
    .select({ id: d.id, channel: d.channel, createdAt: d.createdAt })
    .from(d)
    .where(and(eq(d.verificationId, verificationId), eq(d.projectId, projectId), wasRequested))
    .orderBy(asc(d.id));
}
