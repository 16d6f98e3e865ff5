import { z } from "zod";
import { env } from "@/lib/env";
import { toTypeId } from "@/lib/id";
import { secondsUntil } from "@/lib/time";
import { hasSendsLeft, type LoadedVerification, type Proven, statuses, statusOf } from "@/lib/verification";
import { instant, showId, showInstant, shownId } from "./fields";
import { ProvenAccountResource, toProvenAccountResource } from "./social-account-resource";

const shape = {
  id: shownId("ver"),
  status: z.enum(statuses),
  purpose: z.string(),
  dialect: z.string().meta({ description: "The API or page that started it." }),
  identifier: z
    .strictObject({ type: z.enum(["email", "phone"]), value: z.string() })
    .nullable()
    .meta({ description: "Null while the portal still has to ask." }),
  channel: z.enum(["email", "sms"]).nullable(),
  connectorId: shownId("con")
    .nullable()
    .meta({ description: "The provider at which an account is to be proven, or was." }),
  method: z
    .enum(["code", "link", "social", "password", "approval"])
    .nullable()
    .meta({ description: "How it was proven." }),
  socialAccount: ProvenAccountResource.nullable().meta({
    description: "The account that was proven. Null until then, and for every other method.",
  }),
  userId: z.string().nullable(),
  locale: z.string(),
  attempts: z.strictObject({ used: z.int(), max: z.int() }),
  sends: z.strictObject({
    used: z.int(),
    max: z.int().nullable(),
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

/** One that was started a second ago, for the reference. */
const started: z.input<z.ZodObject<typeof shape>> = {
  id: "ver_01jdkm8v1fe2r8zq4s5t6v7w8x",
  status: "pending",
  purpose: "confirm",
  dialect: "native",
  identifier: { type: "email", value: "jane@example.com" },
  channel: "email",
  connectorId: null,
  method: null,
  socialAccount: null,
  userId: null,
  locale: "en",
  attempts: { used: 0, max: 5 },
  sends: { used: 1, max: 5, nextInSeconds: 30 },
  createdAt: "2026-01-31T09:30:00.000Z",
  expiresAt: "2026-01-31T09:40:00.000Z",
  expiresInSeconds: 600,
  verifiedAt: null,
  canceledAt: null,
  cancelReason: null,
  portalUrl: "http://localhost:3000/verify/ver_01jdkm8v1fe2r8zq4s5t6v7w8x",
  returnUrl: null,
  metadata: {},
};
const proven: typeof started = {
  ...started,
  status: "verified",
  method: "code",
  attempts: { used: 1, max: 5 },
  expiresInSeconds: 558,
  verifiedAt: "2026-01-31T09:30:42.000Z",
};

export const VerificationResource = z.strictObject(shape).meta({ id: "Verification", example: started });

export const ProvenResource = z
  .strictObject({
    ...shape,
    replayed: z
      .boolean()
      .meta({ description: "True when the same right answer had just been given by the same caller." }),
  })
  .meta({ id: "ProvenVerification", example: { ...proven, replayed: false } });

export function toVerificationResource(v: LoadedVerification): z.input<typeof VerificationResource> {
  const { maxAttempts, maxSends } = v.policy;
  return {
    id: toTypeId("ver", v.id),
    status: statusOf(v, v.now),
    purpose: v.purpose,
    dialect: v.dialect,
    identifier: v.identifierType && { type: v.identifierType, value: v.identifierValue! },
    channel: v.channel,
    connectorId: showId("con", v.connectorId),
    method: v.method,
    socialAccount: v.socialProof && toProvenAccountResource(v.socialProof),
    userId: showId("usr", v.userId),
    locale: v.locale,
    attempts: { used: Math.min(v.attemptCount, maxAttempts), max: maxAttempts },
    sends: {
      used: v.sendCount,
      max: maxSends,
      nextInSeconds: !hasSendsLeft(v) ? null : v.nextSendAt ? secondsUntil(v.nextSendAt, v.now) : 0,
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
