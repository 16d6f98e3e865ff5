import { z } from "zod";
import type { Ctx } from "@/lib/access";
import { env } from "@/lib/env";
import { ok, type Result, refuse } from "@/lib/result";
import {
  countSentMessages,
  findSentMessage,
  isExpired,
  listSentMessages,
  type SentMessage,
  type SentMessageFilter,
} from "@/lib/verification";
import { channelOf, nameOf } from "../channels";
import { policyName } from "../policies";
import { fromSid, toSid } from "../sids";
import { VerificationContext } from "../verifications/verification";
import { instant, line, showInstant } from "../wire/fields";
import { PageMeta, PageQuery, pageMeta } from "../wire/paging";

export const AttemptPath = z.object({ sid: z.string() });

const filters = {
  DateCreatedAfter: instant.optional(),
  DateCreatedBefore: instant.optional(),
  Country: z
    .string()
    .regex(/^[A-Za-z]{2}$/)
    .toUpperCase()
    .optional(),
  // There are no RCS messages, so that channel has no attempts.
  Channel: z
    .string()
    .toLowerCase()
    .pipe(z.enum(["sms", "call", "email", "whatsapp", "rbm"]))
    .optional(),
  VerifyServiceSid: z.string().max(64).optional(),
};

export const AttemptQuery = PageQuery.extend({
  ...filters,
  "ChannelData.To": line(1, 320).optional(),
  VerificationSid: z.string().max(64).optional(),
  Status: z
    .string()
    .toLowerCase()
    .pipe(z.enum(["converted", "unconverted"]))
    .optional(),
});

export const SummaryQuery = z.object({ ...filters, DestinationPrefix: line(1, 20).optional() });

export const AttemptResource = z.strictObject({
  sid: z.string(),
  account_sid: z.string(),
  service_sid: z.string(),
  verification_sid: z.string(),
  date_created: z.string(),
  date_updated: z.string(),
  conversion_status: z.enum(["converted", "unconverted"]),
  channel: z.string(),
  price: z.strictObject({ value: z.string().nullable(), currency: z.string().nullable() }),
  channel_data: z.record(z.string(), z.unknown()),
  url: z.string(),
});

export const AttemptList = z.strictObject({ attempts: z.array(AttemptResource), meta: PageMeta });

export const SummaryResource = z.strictObject({
  total_attempts: z.int(),
  total_converted: z.int(),
  total_unconverted: z.int(),
  conversion_rate_percentage: z.string(),
  url: z.string(),
});

/** The vendor's attempt is a message, whatever became of it. */
function toAttempt(ctx: Ctx, sent: SentMessage): z.input<typeof AttemptResource> {
  const { verification: v } = sent;
  const { country } = VerificationContext.parse(v.wireContext);
  return {
    sid: toSid("VL", sent.id),
    account_sid: toSid("AC", ctx.project.id),
    service_sid: v.client!,
    verification_sid: toSid("VE", v.id),
    date_created: showInstant(sent.createdAt),
    date_updated: showInstant(sent.updatedAt),
    conversion_status: sent.isConverted ? "converted" : "unconverted",
    channel: nameOf[sent.channel],
    // What the provider charges is not known here.
    price: { value: null, currency: null },
    channel_data: {
      verification_sid: toSid("VE", v.id),
      to: sent.recipient,
      status: sent.isConverted ? "confirmed" : isExpired(v, v.now) ? "expired" : "unconfirmed",
      message_status: messageStatusOf(sent),
      error_code: sent.outcome === "undeliverable" || sent.status === "failed" ? sent.errorCode : null,
      country,
      code_length: v.policy.codeLength,
      locale: sent.locale,
      mcc: null,
      mnc: null,
      carrier: null,
    },
    url: `${env.PUBLIC_URL}/v2/Attempts/${toSid("VL", sent.id)}`,
  };
}

/** In the words of the vendor's messages. */
function messageStatusOf({ outcome, status }: SentMessage): string {
  if (status) return status;
  if (outcome === "accepted") return "sent";
  if (outcome === null) return "queued";
  return outcome === "skipped" ? "canceled" : "undelivered";
}

type Shared = z.output<typeof SummaryQuery>;

/** Null: nothing can match. */
function filterOf(query: Shared): SentMessageFilter | null {
  if (query.Channel === "rbm") return null;
  return {
    policyName,
    client: query.VerifyServiceSid,
    channel: query.Channel && channelOf[query.Channel],
    context: query.Country === undefined ? undefined : { member: "country", text: query.Country },
    createdAfter: query.DateCreatedAfter,
    createdBefore: query.DateCreatedBefore,
    recipientPrefix: query.DestinationPrefix,
  };
}

export async function listAttempts(
  ctx: Ctx,
  query: z.output<typeof AttemptQuery>,
): Promise<Result<z.input<typeof AttemptList>, { code: "parameter_invalid"; name: string }>> {
  const { PageSize, PageToken, VerificationSid, Status } = query;
  const before = PageToken === undefined ? undefined : fromSid("VL", PageToken);
  if (before === null) return refuse({ code: "parameter_invalid", name: "PageToken" });
  const verificationId = VerificationSid === undefined ? undefined : fromSid("VE", VerificationSid);
  const shared = verificationId === null ? null : filterOf(query);
  const found = shared
    ? await listSentMessages(
        ctx.project.id,
        {
          ...shared,
          verificationId: verificationId ?? undefined,
          recipient: query["ChannelData.To"],
          isConverted: Status === undefined ? undefined : Status === "converted",
        },
        { before, limit: PageSize + 1 },
      )
    : [];
  const page = found.slice(0, PageSize);
  const hasNext = found.length > PageSize;
  return ok({
    attempts: page.map((sent) => toAttempt(ctx, sent)),
    meta: pageMeta({
      key: "attempts",
      path: "/Attempts",
      query,
      filters: textsOf(query),
      hasNext,
      nextToken: hasNext ? toSid("VL", page.at(-1)!.id) : undefined,
    }),
  });
}

/** The filters of a query as they are written in a URL. */
function textsOf({
  Page,
  PageSize,
  PageToken,
  ...given
}: z.output<typeof AttemptQuery>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => {
      if (value === undefined) return [];
      return [[name, value instanceof Date ? value.toISOString() : value]];
    }),
  );
}

export async function findAttempt(
  ctx: Ctx,
  sid: string,
): Promise<Result<z.input<typeof AttemptResource>, { code: "not_found" }>> {
  const id = fromSid("VL", sid);
  const found = id && (await findSentMessage(ctx.project.id, policyName, id));
  return found ? ok(toAttempt(ctx, found)) : refuse({ code: "not_found" });
}

export async function summarizeAttempts(ctx: Ctx, query: Shared): Promise<z.input<typeof SummaryResource>> {
  const filter = filterOf(query);
  const { total, converted } = filter
    ? await countSentMessages(ctx.project.id, filter)
    : { total: 0, converted: 0 };
  return {
    total_attempts: total,
    total_converted: converted,
    total_unconverted: total - converted,
    conversion_rate_percentage: String(total === 0 ? 0 : (converted / total) * 100),
    url: `${env.PUBLIC_URL}/v2/Attempts/Summary`,
  };
}
