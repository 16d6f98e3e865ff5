import { z } from "zod";
import { day } from "@/lib/time";
import { formatNames, signatures, testType, webhookTypes } from "@/lib/webhooks";
import { pageQuery } from "../paging";
import { givenInstant, idOf } from "./fields";

export const WebhookEndpointParams = z.strictObject({ id: idOf("whe") });
export const WebhookEndpointQuery = z.strictObject(pageQuery);
export const WebhookMessageParams = z.strictObject({ id: idOf("msg") });

export const WebhookMessageQuery = z.strictObject({
  ...pageQuery,
  type: z.enum([...webhookTypes, testType]).optional(),
  outcome: z.enum(["pending", "delivered", "failed", "skipped"]).optional(),
});

const url = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .meta({
    description:
      "https, on the public internet. Private addresses only if the installation's `PRIVATE_WEBHOOK_TARGETS` allows them.",
    example: "https://shop.example.com/hooks/countersign",
  });
const description = z.string().trim().max(200).optional().meta({ example: "Checkout" });
const types = z
  .array(z.enum(webhookTypes))
  .min(1)
  .transform((given) => [...new Set(given)])
  .nullable()
  .optional()
  .meta({
    description: "What it gets. Null or omitted: everything, including types of later versions.",
    example: ["verification.verified", "verification.failed"],
  });
const payload = z.enum(["thin", "full"]).optional().meta({
  description:
    "`thin`: ids only, to look the rest up. `full` (default): the event's data and the verification as well. Never a code or token.",
});

export const CreateWebhookEndpointBody = z
  .strictObject({
    url,
    description,
    types,
    payload,
    format: z.enum(formatNames).optional().meta({
      description:
        "`standard` (default), or a vendor's name for consumers of that vendor's webhooks. See the README of the dialect.",
    }),
    signature: z.enum(signatures).optional().meta({
      description:
        "`hmac` (default): a shared secret, `whsec_…`. `ed25519`: a key pair, so that consumers only hold the public key, `whpk_…`.",
    }),
  })
  .meta({ id: "CreateWebhookEndpoint" });

export const UpdateWebhookEndpointBody = z
  .strictObject({
    url: url.optional(),
    description,
    types,
    payload,
    enabled: z.boolean().optional().meta({
      description:
        "Enabling it sends what happens from then on, and what was still waiting. What happened in between can be replayed.",
    }),
  })
  .meta({ id: "UpdateWebhookEndpoint", example: { enabled: true } });

export const RotateWebhookSecretBody = z
  .strictObject({
    overlapSeconds: z
      .int()
      .min(0)
      .max(7 * day)
      .default(day)
      .meta({ description: "How long the old key signs as well. 0 ends it immediately." }),
  })
  .meta({ id: "RotateWebhookSecret" });

export const ReplayWebhooksBody = z
  .strictObject({
    from: givenInstant,
    to: givenInstant.optional().meta({ description: "RFC 3339. Defaults to now." }),
    onlyFailed: z.boolean().default(false).meta({ description: "Only messages that have failed for good." }),
  })
  .meta({ id: "ReplayWebhooks", example: { from: "2026-01-31T08:00:00.000Z", onlyFailed: true } });

/** The body as verb input. */
export function givenEndpoint<T extends { enabled?: boolean }>({ enabled, ...given }: T) {
  return { ...given, ...(enabled !== undefined && { isEnabled: enabled }) };
}
