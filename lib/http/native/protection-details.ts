import { z } from "zod";
import { pauseReasons, prefixKinds, protectionRules } from "@/lib/protection";
import type { WebhookType } from "@/lib/webhooks";
import { instant } from "./fields";

const count = z.int();
const dialect = z.string().meta({ description: "The API or page of the call." });
const prefix = {
  prefix: z.string().meta({
    description: "The first digits of numbers, a country's code, or `unfamiliar`.",
    example: "+994501",
  }),
  kind: z.enum(prefixKinds),
  country: z.string().nullable().meta({ description: "ISO 3166-1 alpha-2." }),
};

/** The data of events about protection: `details` of their webhooks. Recipients and keys are masked. */
export const protectionDetails = {
  "protection.objected": z.looseObject({
    rule: z.enum(protectionRules),
    key: z.string().meta({ description: "What the rule looked at: a prefix, a domain, a channel." }),
    explanation: z.string(),
    numbers: z.record(z.string(), z.number()).optional().meta({ description: "What was compared." }),
    outcome: z.enum(["refused", "hidden", "reported"]),
    recipient: z.string(),
    dialect,
  }),
  "protection.limit_reached": z.looseObject({
    by: z.string().meta({ description: "What is counted, such as `recipient`, `network` or `caller`." }),
    key: z.string(),
    max: count,
    windowSeconds: count,
    dialect,
  }),
  "protection.guessing_detected": z.looseObject({
    level: z.enum(["elevated", "high"]),
    wrong: count,
    correct: count,
    minutes: count.meta({ description: "In how many minutes the codes were entered." }),
    digits: count.meta({ description: "How many digits new codes have at least." }),
  }),
  "protection.spending_warned": z.looseObject({
    spent: z.number().meta({ description: "US dollars in the last 24 hours." }),
    cap: z.number(),
  }),
  "protection.prefix_paused": z.looseObject({
    ...prefix,
    reason: z.enum(pauseReasons),
    sent: count.optional(),
    verified: count.optional(),
    numbers: count.optional().meta({ description: "Different numbers of a sequence." }),
    until: instant.optional().meta({ description: "Missing if a person or backend paused it." }),
  }),
  "protection.prefix_reopened": z.looseObject(prefix),
} satisfies Partial<Record<WebhookType, z.ZodType>>;
