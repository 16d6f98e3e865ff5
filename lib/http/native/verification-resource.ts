import { z } from "zod";
import { env } from "@/lib/env";
import { toTypeId } from "@/lib/id";
import { secondsUntil } from "@/lib/time";
import { type Proven, type Read, statuses, statusOf } from "@/lib/verification";
import { instant, showId, showInstant, shownId } from "./fields";

const shape = {
  id: shownId("ver"),
  status: z.enum(statuses),
  purpose: z.string(),
  mouth: z.string().meta({ description: "The API or page that started it." }),
  identifier: z
    .strictObject({ type: z.enum(["email", "phone"]), value: z.string() })
    .nullable()
    .meta({ description: "Null while the portal still has to ask." }),
  channel: z.enum(["email", "sms"]).nullable(),
  method: z
    .enum(["code", "link", "social", "password", "approval"])
    .nullable()
    .meta({ description: "How it was proven." }),
  userId: z.string().nullable(),
  locale: z.string(),
  attempts: z.strictObject({ used: z.int(), max: z.int() }),
  sends: z.strictObject({
    used: z.int(),
    max: z.int(),
    nextInSeconds: z
      .int()
      .nullable()
      .meta({ description: "The wait before the next resend. Null when no send is left." }),
  }),
  createdAt: instant,
  expiresAt: instant,
  expiresInSeconds: z
    .int()
    .meta({ description: "The same deadline as a duration, because clients' clocks lie." }),
  verifiedAt: instant.nullable(),
  canceledAt: instant.nullable(),
  cancelReason: z.enum(["superseded", "requested", "denied"]).nullable(),
  portalUrl: z.string(),
  returnUrl: z.string().nullable(),
  metadata: z.record(z.string(), z.string()),
};

export const VerificationResource = z.strictObject(shape).meta({ id: "Verification" });

export const ProvenResource = z
  .strictObject({
    ...shape,
    replayed: z
      .boolean()
      .meta({ description: "True when the same right answer had just been given by the same caller." }),
  })
  .meta({ id: "ProvenVerification" });

export function toVerificationResource(v: Read): z.input<typeof VerificationResource> {
  const { maxAttempts, maxSends } = v.policy;
  return {
    id: toTypeId("ver", v.id),
    status: statusOf(v, v.now),
    purpose: v.purpose,
    mouth: v.mouth,
    identifier: v.identifierType && { type: v.identifierType, value: v.identifierValue! },
    channel: v.channel,
    method: v.method,
    userId: showId("usr", v.userId),
    locale: v.locale,
    attempts: { used: Math.min(v.attemptCount, maxAttempts), max: maxAttempts },
    sends: {
      used: v.sendCount,
      max: maxSends,
      nextInSeconds: v.sendCount >= maxSends ? null : v.nextSendAt ? secondsUntil(v.nextSendAt, v.now) : 0,
    },
    createdAt: showInstant(v.createdAt),
    expiresAt: showInstant(v.expiresAt),
    expiresInSeconds: secondsUntil(v.expiresAt, v.now),
    verifiedAt: showInstant(v.verifiedAt),
    canceledAt: showInstant(v.canceledAt),
    cancelReason: v.cancelReason,
    portalUrl: `${env.PUBLIC_URL}/verify/${toTypeId("ver", v.id)}`,
    returnUrl: v.returnUrl,
    metadata: v.metadata,
  };
}

export function toProvenResource(v: Proven): z.input<typeof ProvenResource> {
  return { ...toVerificationResource(v), replayed: v.replayed };
}
