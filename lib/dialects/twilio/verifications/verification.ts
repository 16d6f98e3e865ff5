import { z } from "zod";
import type { Ctx } from "@/lib/access";
import { env } from "@/lib/env";
import type { Channel } from "@/lib/projects";
import { type LoadedVerification, messagesOfVerification, type Status, statusOf } from "@/lib/verification";
import { nameInAttempts, nameOf } from "../channels";
import { toSid } from "../sids";
import { showInstant } from "../wire/fields";

/** What this dialect stores with a verification. */
export const VerificationContext = z.object({
  amount: z.string().nullable(),
  payee: z.string().nullable(),
  /** ISO 3166-1 alpha-2 of a phone number. The attempts are filtered by it. */
  country: z.string().nullable(),
});
export type VerificationContext = z.infer<typeof VerificationContext>;

export const VerificationResource = z.strictObject({
  sid: z.string(),
  service_sid: z.string(),
  account_sid: z.string(),
  to: z.string(),
  channel: z.string(),
  status: z.enum(["pending", "approved", "canceled", "max_attempts_reached", "expired"]),
  valid: z.boolean(),
  lookup: z.strictObject({}),
  amount: z.string().nullable(),
  payee: z.string().nullable(),
  send_code_attempts: z.array(
    z.strictObject({ time: z.string(), channel: z.string(), attempt_sid: z.string() }),
  ),
  sna: z.null(),
  date_created: z.string(),
  date_updated: z.string(),
  url: z.string(),
});

export const CheckResource = VerificationResource.omit({
  lookup: true,
  send_code_attempts: true,
  sna: true,
  url: true,
}).extend({ sna_attempts_error_codes: z.array(z.unknown()) });

const statusNames = {
  pending: "pending",
  verified: "approved",
  canceled: "canceled",
  locked: "max_attempts_reached",
  expired: "expired",
} as const satisfies Record<Status, string>;

type StatusName = (typeof statusNames)[Status];

function shared(ctx: Ctx, v: LoadedVerification, status: StatusName) {
  const { amount, payee } = VerificationContext.parse(v.wireContext);
  return {
    sid: toSid("VE", v.id),
    service_sid: v.client!,
    account_sid: toSid("AC", ctx.project.id),
    to: v.identifierValue!,
    channel: nameOf[v.channel!],
    status,
    valid: status === "approved",
    amount,
    payee,
    date_created: showInstant(v.createdAt),
    date_updated: showInstant(updatedAtOf(v)),
  };
}

/** The last send or the end of the verification. */
function updatedAtOf({ createdAt, issuedAt, verifiedAt, canceledAt }: LoadedVerification): number {
  return Math.max(...[createdAt, issuedAt, verifiedAt, canceledAt].map((at) => at?.getTime() ?? 0));
}

interface SentCode {
  id: string;
  channel: Channel;
  createdAt: Date;
}

export function toVerification(
  ctx: Ctx,
  v: LoadedVerification,
  sent: readonly SentCode[],
): z.input<typeof VerificationResource> {
  return {
    ...shared(ctx, v, statusNames[statusOf(v, v.now)]),
    lookup: {},
    send_code_attempts: sent.map(({ id, channel, createdAt }) => ({
      time: showInstant(createdAt),
      channel: nameInAttempts[channel],
      attempt_sid: toSid("VL", id),
    })),
    sna: null,
    url: `${env.PUBLIC_URL}/v2/Services/${v.client}/Verifications/${toSid("VE", v.id)}`,
  };
}

/** With the messages that the database knows. */
export async function loadVerification(ctx: Ctx, v: LoadedVerification) {
  return toVerification(ctx, v, await messagesOfVerification(ctx.project.id, v.id));
}

/** A wrong code leaves it `pending`, even the fifth: only the next check says that no attempts are left. */
export function toCheck(
  ctx: Ctx,
  v: LoadedVerification,
  status: "approved" | "pending",
): z.input<typeof CheckResource> {
  return { ...shared(ctx, v, status), sna_attempts_error_codes: [] };
}
