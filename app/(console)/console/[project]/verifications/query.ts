import { z } from "zod";
import type { Ctx } from "@/lib/access";
import { idOf } from "@/lib/http/native";
import { fromTypeId } from "@/lib/id";
import { channels } from "@/lib/projects";
import { addDays, day, hour } from "@/lib/time";
import { listUsers, parseIdentifier } from "@/lib/users";
import { type ListFilter, statuses } from "@/lib/verification";
import { listQuery, pageSize, several } from "../_parts/list-query";

export const spans = { "1h": hour, "24h": day, "7d": 7 * day, "30d": 30 * day };

export const dialects = [
  "native",
  "portal",
  "console",
  "corbado",
  "kratos",
  "logto",
  "transmit",
  "twilio",
] as const;

export const reasons = [
  "recipient_rejected",
  "message_rejected",
  "credentials_rejected",
  "connection_not_secure",
  "no_provider",
  "expired",
  "gave_up",
  "suppressed",
  "spend_cap",
] as const;

/** The list's filters in the URL. */
export const verificationFilters = {
  q: listQuery.q,
  status: several(z.enum(statuses)),
  channel: several(z.enum(channels)),
  purpose: several(z.string().max(64)),
  dialect: several(z.enum(dialects)),
  provider: several(idOf("prv")),
  reason: several(z.enum(reasons)),
  /** Codes of countries, with anything between them. */
  country: z.string().max(100).optional().catch(undefined),
  /** A text in the metadata, or `name=text`. */
  metadata: z.string().trim().max(200).optional().catch(undefined),
  time: z.enum(["1h", "24h", "7d", "30d"]).optional().catch(undefined),
  /** Days in UTC, both included. */
  from: z.iso.date().optional().catch(undefined),
  to: z.iso.date().optional().catch(undefined),
};

export const VerificationSearch = z.object({ ...verificationFilters, cursor: listQuery.cursor });
export type VerificationSearch = z.infer<typeof VerificationSearch>;

/** The query as a filter. `q` is a user ID or external ID if one matches, else an address or a part of one. */
export async function filterOf(ctx: Ctx, query: VerificationSearch): Promise<ListFilter> {
  const { q, time, from, to, cursor } = query;
  const whole = <T>(values: T[]) => (values.length > 0 ? values : undefined);
  const countries = query.country?.toUpperCase().match(/\b[A-Z]{2}\b/g) ?? [];
  const filter: ListFilter = {
    status: whole(query.status),
    channel: whole(query.channel),
    purpose: whole(query.purpose),
    dialects: whole(query.dialect),
    providerIds: whole(query.provider),
    reasons: whole(query.reason),
    countries: whole([...countries]),
    metadata: query.metadata === undefined ? undefined : metadataOf(query.metadata),
    createdAfter: from ? new Date(from) : time && new Date(Date.now() - spans[time] * 1000),
    createdBefore: to === undefined ? undefined : addDays(new Date(to), 1),
    before: cursor,
    limit: pageSize + 1,
  };
  return q === undefined ? filter : { ...filter, ...(await subjectFilter(ctx, q)) };
}

async function subjectFilter(ctx: Ctx, q: string): Promise<Partial<ListFilter>> {
  const userId = fromTypeId("usr", q) ?? (await listUsers(ctx, { externalId: q, limit: 1 }))[0]?.id;
  if (userId) return { userId };
  const identifier = q.includes("@") ? { email: q } : { phone: q };
  return parseIdentifier(identifier).ok ? { identifier } : { identifierContains: q };
}

function metadataOf(text: string): NonNullable<ListFilter["metadata"]> {
  const [, name, value] = /^([^=]+)=(.*)$/.exec(text) ?? [];
  return name === undefined ? { value: text } : { name: name.trim(), value: value!.trim() };
}
