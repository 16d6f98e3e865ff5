import { z } from "zod";
import { toTypeId } from "@/lib/id";
import { channels } from "@/lib/projects";
import { secondsUntil } from "@/lib/time";
import { suggestEmail } from "@/lib/users";
import {
  hasSendsLeft,
  type LoadedVerification,
  type Proven,
  portalOriginOf,
  statuses,
  statusOf,
} from "@/lib/verification";
import { instant, showId, showInstant, shownId } from "./fields";
import { ProvenAccountResource, toProvenAccountResource } from "./social-account-resource";

const shape = {
  id: shownId("ver"),
  status: z.enum(statuses),
  purpose: z.string(),
  dialect: z.string().meta({
    description:
      "The API or page that started it: `native`, `portal`, `console`, or a vendor API such as `kratos`.",
  }),
  identifier: z
    .strictObject({ type: z.enum(["email", "phone"]), value: z.string() })
    .nullable()
    .meta({ description: "Null until the person has entered one on the portal." }),
  suggestion: z.string().nullable().meta({
    description:
      "The email address that was probably meant, such as `jane@gmail.com` for `jane@gmial.com`. Ask the person; the message was sent to the address as given. Null if nothing looks mistyped, and once it is verified.",
  }),
  channel: z.enum(channels).nullable(),
  connectorId: shownId("con").nullable().meta({ description: "The connector to sign in with." }),
  method: z
    .enum(["code", "link", "social", "password", "approval"])
    .nullable()
    .meta({ description: "How it was verified." }),
  socialAccount: ProvenAccountResource.nullable().meta({
    description: "The verified account. Null until then, and for every other method.",
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
      .meta({ description: "Seconds until the next resend is allowed. Null if no sends are left." }),
  }),
  createdAt: instant,
  expiresAt: instant,
  expiresInSeconds: z
    .int()
    .meta({ description: "The time left until `expiresAt`. Use this: client clocks can be wrong." }),
  verifiedAt: instant.nullable(),
  canceledAt: instant.nullable(),
  cancelReason: z.enum(["superseded", "requested", "denied"]).nullable(),
  portalUrl: z.string(),
  returnUrl: z.string().nullable(),
  metadata: z.record(z.string(), z.string()),
};

/** The example in the reference: just started. */
const started: z.input<z.ZodObject<typeof shape>> = {
  id: "ver_01jdkm8v1fe2r8zq4s5t6v7w8x",
  status: "pending",
  purpose: "confirm",
  dialect: "native",
  identifier: { type: "email", value: "jane@example.com" },
  suggestion: null,
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
      .meta({ description: "True if the same caller has just sent the same correct code before." }),
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
    suggestion: v.identifierType === "email" && !v.verifiedAt ? suggestEmail(v.identifierValue!) : null,
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
    portalUrl: `${portalOriginOf(v)}/verify/${toTypeId("ver", v.id)}`,
    returnUrl: v.returnUrl,
    metadata: v.metadata,
  };
}

export function toProvenResource(v: Proven): z.input<typeof ProvenResource> {
  return { ...toVerificationResource(v), replayed: v.replayed };
}
