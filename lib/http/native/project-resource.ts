import { z } from "zod";
import { locales } from "@/lib/i18n";
import {
  channels,
  dialectSettings,
  effectivePolicies,
  operatorSettings,
  type Project,
  policies,
  protectionSettings,
  type ShownPolicy,
} from "@/lib/projects";
import { instant, showId, showInstant, shownId } from "./fields";

const PolicyResource = z
  .strictObject({
    codeLength: z.int(),
    maxAttempts: z.int(),
    lifetimeSeconds: z.int(),
    codeLifetimeSeconds: z.int(),
    resend: z.enum(["same", "rotate"]),
    cooldownSeconds: z.int(),
    maxSends: z.int(),
    sendLimits: z.array(
      z.strictObject({
        by: z.enum(["recipient", "userRecipient", "network", "project"]),
        max: z.int(),
        windowSeconds: z.int(),
      }),
    ),
    guessBudgets: z.array(
      z.strictObject({
        by: z.enum(["recipient", "user"]),
        wrong: z.int(),
        windowSeconds: z.int(),
        lockSeconds: z.int().nullable(),
      }),
    ),
    replaySeconds: z.int(),
    recipients: z.enum(["any", "known"]),
    answerAfter: z.enum(["commit", "provider"]),
    fallbacks: z.array(z.strictObject({ channel: z.enum(channels), afterSeconds: z.int().nullable() })),
  } satisfies Record<keyof ShownPolicy, z.ZodType>)
  .meta({ id: "Policy" });

export const ProjectResource = z
  .strictObject({
    id: shownId("prj"),
    number: z.string().meta({
      description: "The numeric id some vendor APIs use. A string, because it exceeds JSON's safe integers.",
      example: "1234567890123456789",
    }),
    name: z.string().meta({ example: "Acme" }),
    branding: z.strictObject({
      name: z.string().nullable(),
      accent: z.string().nullable(),
      radiusPixels: z.int().nullable(),
      logoUrl: z.string().nullable(),
      supportEmail: z.string().nullable(),
    }),
    defaultLocale: z.enum(locales),
    returnUrls: z.array(z.string()).meta({ example: ["https://shop.example/verified"] }),
    countries: z.array(z.string()).nullable(),
    policies: policies.meta({
      description: "What the project overrides. Everything else has its default.",
      example: { confirm: { email: { lifetimeSeconds: 3600 } } },
    }),
    effectivePolicies: z
      .record(z.string(), z.record(z.enum(channels), PolicyResource))
      .meta({ description: "The complete policy of every purpose, with defaults filled in. Read-only." }),
    protection: protectionSettings.meta({
      description: "Limits and rules against fraud. Anything not set has its default.",
    }),
    keepRawClaims: z.boolean().meta({
      description: "Whether to store all claims a provider sends about a social account.",
    }),
    requestsPerMinute: z.int().meta({ description: "The request limit of each API key." }),
    operators: operatorSettings.meta({
      description:
        "How operators get into the project's console. `secondFactor`: whether each needs a passkey or an authenticator app.",
    }),
    dialects: dialectSettings.meta({
      description: "Settings for each vendor API. Anything not set has its default.",
    }),
    createdAt: instant,
  })
  .meta({ id: "Project" });

export function toProjectResource(project: Project): z.input<typeof ProjectResource> {
  const {
    branding,
    defaultLocale,
    returnUrls,
    countries,
    policies,
    protection,
    keepRawClaims,
    requestsPerMinute,
    operators,
    dialects,
  } = project.settings;
  return {
    id: showId("prj", project.id),
    number: project.number.toString(),
    name: project.name,
    branding,
    defaultLocale,
    returnUrls,
    countries,
    policies,
    effectivePolicies: effectivePolicies(policies),
    protection,
    keepRawClaims,
    requestsPerMinute,
    operators,
    dialects,
    createdAt: showInstant(project.createdAt),
  };
}
