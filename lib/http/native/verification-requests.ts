import { z } from "zod";
import type { EndUser } from "@/lib/access";
import { channels } from "@/lib/projects";
import { day, minute } from "@/lib/time";
import type { SendQuota } from "@/lib/verification";
import { receiptIdentifiers, statuses } from "@/lib/verification";
import { pageQuery } from "../paging";
import type { QuotaLeft } from "../protocol";
import { givenInstant, idOf, recipientInQuery } from "./fields";
import {
  country,
  email,
  isCountryOfPhone,
  isOneAtMost,
  notBoth,
  onlyWithPhone,
  phone,
} from "./identifier-fields";

const purpose = z.string().max(64);
const channel = z.enum(channels).meta({
  description: "`email` for email addresses; `sms` (default), `voice` or `whatsapp` for phone numbers.",
});
const answerAfter = z.enum(["commit", "provider"]).meta({
  description:
    "`commit` answers as soon as the message is recorded. `provider` waits, at most 8 seconds, until a provider has accepted or refused it, and refuses with `recipient_unreachable` what no provider can send. Defaults to the policy's.",
});

const client = z
  .strictObject({
    ip: z.union([z.ipv4(), z.ipv6()]).meta({ example: "203.0.113.7" }),
    userAgent: z.string().min(1).max(500),
    deviceId: z
      .string()
      .regex(/^[\x21-\x7e]{1,128}$/, "expected 1 to 128 visible ASCII characters")
      .meta({ description: "Your own id of the person's device or installation." }),
  })
  .partial()
  .meta({
    id: "Client",
    description:
      "The person's device, not your server. Strongly advised: without it, only limits per recipient, channel and project protect you.",
  });

/** What a caller tells about the person's device. Null: nothing. */
export function endUserOfBody(given: z.output<typeof client> | undefined): EndUser | null {
  return given
    ? { ip: given.ip ?? null, userAgent: given.userAgent ?? null, deviceId: given.deviceId ?? null }
    : null;
}

const limits = z
  .array(
    z.strictObject({
      key: z
        .string()
        .regex(/^[\x21-\x7e]{1,128}$/, "expected 1 to 128 visible ASCII characters")
        .meta({ description: "What is counted, such as a tenant, a campaign or a form of yours." }),
      max: z.int().min(1).max(10_000),
      windowSeconds: z.int().min(minute).max(day),
    }),
  )
  .max(5)
  .meta({
    description:
      "Your own limits, counted in addition to the policy's if this call sends a message: at most `max` messages with the same `key` in any `windowSeconds`.",
    example: [{ key: "tenant-42", max: 100, windowSeconds: 3600 }],
  });

const nonce = z.string().regex(/^[\x21-\x7e]{8,128}$/, "expected 8 to 128 visible ASCII characters");

export const ReceiptQuery = z.strictObject({
  identifier: z.enum(receiptIdentifiers).default("plain").meta({
    description:
      "`hash` replaces the email address, phone number or account by a salted hash: `identifier.hash` is the HMAC-SHA-256 of it under the key `identifier.salt`.",
  }),
  nonce: nonce.optional().meta({ description: "Your own value. The receipt contains it." }),
});

export const WaitQuery = z.strictObject({
  waitSeconds: z.coerce.number().int().min(0).max(60).default(0).meta({
    description:
      "How long to wait for another status (long polling). Set your client's timeout a few seconds higher.",
  }),
  ifStatus: z.enum(statuses).default("pending").meta({
    description: "The status that you know. The response comes at once if it is another one.",
  }),
});

export const VerificationParams = z.strictObject({ id: idOf("ver") });

export const StartBody = z
  .strictObject({
    email: email.optional(),
    phone: phone.optional(),
    country: country.optional(),
    connectorId: idOf("con")
      .optional()
      .meta({ description: "The connector to sign in with, instead of an email address or phone number." }),
    channel: channel.optional(),
    client: client.optional(),
    limits: limits.optional(),
    answerAfter: answerAfter.optional(),
    purpose: purpose.optional().meta({
      description: "`confirm` (default), `authenticate`, or a purpose from the project's policies.",
    }),
    locale: z
      .string()
      .max(35)
      .optional()
      .meta({ description: "Language of messages and pages (BCP 47 tag).", example: "de" }),
    userId: idOf("usr")
      .optional()
      .meta({ description: "The user to link the identifier to when it is verified." }),
    returnUrl: z.string().max(2000).optional().meta({
      description:
        "Where the portal redirects the browser at the end. Must be one of the project's return URLs.",
    }),
    returnResult: z.enum(["full", "receipt"]).default("full").meta({
      description:
        "What the return URL, or the site that embeds the hosted page, gets: the verification's id and the result, or also a signed `receipt` after a success, valid for five minutes.",
    }),
    nonce: nonce
      .optional()
      .meta({ description: "Required with `returnResult: receipt`, which contains it. Use it once." }),
    metadata: z
      .record(z.string().min(1).max(64), z.string().max(500))
      .refine((pairs) => Object.keys(pairs).length <= 20, "at most 20 pairs")
      .optional()
      .meta({ description: "Up to 20 key-value pairs, returned unchanged." }),
    expiresInSeconds: z.int().optional().meta({ description: "A shorter lifetime than the policy's." }),
  })
  .refine(isOneAtMost, notBoth)
  .refine(isCountryOfPhone, onlyWithPhone)
  .refine((body) => body.connectorId === undefined || isWithoutAddress(body), {
    message: "send an address or a connector, not both",
    path: ["connectorId"],
  })
  .refine(({ returnResult, nonce }) => (returnResult === "receipt") === (nonce !== undefined), {
    message: "send a nonce with `returnResult: receipt`, and only then",
    path: ["nonce"],
  })
  .meta({ id: "StartVerification", example: { email: "jane@example.com" } });

function isWithoutAddress({ email, phone, channel }: { email?: string; phone?: string; channel?: string }) {
  return email === undefined && phone === undefined && channel === undefined;
}

export const CheckBody = z
  .strictObject({
    code: z.string().min(1).max(64).meta({
      description: "Spaces, dashes, invisible characters and digits of any script are accepted.",
      example: "123 456",
    }),
    client: client.optional(),
    expect: z
      .strictObject({
        email: email.optional(),
        phone: phone.optional(),
        country: country.optional(),
        userId: idOf("usr").optional(),
        purpose: purpose.optional(),
      })
      .refine(isOneAtMost, notBoth)
      .refine(isCountryOfPhone, onlyWithPhone)
      .optional()
      .meta({
        description:
          "What you expect the verification to be for. If it does not match, the call is refused and no attempt is counted.",
      }),
  })
  .meta({ id: "CheckCode" });

export const ResendBody = z
  .strictObject({
    channel: channel.optional(),
    providerId: idOf("prv").optional().meta({
      description:
        "The provider to try first, for a message that another one accepted but that never arrived.",
    }),
    client: client.optional(),
    limits: limits.optional(),
    answerAfter: answerAfter.optional(),
  })
  .meta({ id: "Resend" });

export const VerificationQuery = z
  .strictObject({
    ...pageQuery,
    status: z.enum(statuses).optional(),
    email: recipientInQuery.optional().meta({ example: "jane@example.com" }),
    phone: recipientInQuery.optional().meta({ description: "E.164.", example: "+4915112345678" }),
    userId: idOf("usr").optional(),
    purpose: purpose.optional(),
    createdAfter: givenInstant.optional(),
    createdBefore: givenInstant.optional(),
  })
  .refine(isOneAtMost, notBoth);

/** The send limits that counted this send, as `RateLimit` items. */
export function toQuotas(quotas: readonly SendQuota[]): QuotaLeft[] {
  const names = quotas.map(({ by }) => `sends-per-${by}`);
  return quotas.map(({ by: _, max, ...quota }, at) => {
    const name = names[at]!;
    // Names are unique. The first is the shortest window of a subject.
    const isRepeated = names.indexOf(name) < at;
    return { name: isRepeated ? `${name}-${quota.windowSeconds}` : name, quota: max, ...quota };
  });
}
