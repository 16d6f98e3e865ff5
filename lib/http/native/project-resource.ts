import { z } from "zod";
import { env } from "@/lib/env";
import { locales } from "@/lib/i18n";
import type { DomainCheck } from "@/lib/installation";
import {
  channels,
  type Domain,
  dialectSettings,
  effectivePolicies,
  environments,
  logoPath,
  operatorSettings,
  type Project,
  type ProtectionSettings,
  policies,
  protectionSettings,
  retentionSettings,
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

const ProtectionResource = protectionSettings.extend({
  challenge: protectionSettings.shape.challenge
    .unwrap()
    .omit({ sealedSecret: true })
    .extend({ hasSecret: z.boolean() }),
});

export const DomainResource = z
  .strictObject({
    host: z.string().meta({ example: "verify.acme.example" }),
    verifiedAt: instant
      .nullable()
      .meta({ description: "When it was found to lead here. Null: it is not used yet." }),
  })
  .meta({ id: "Domain" });

export const DomainCheckResource = z
  .strictObject({
    domain: DomainResource,
    verified: z.boolean(),
    explanation: z.string().meta({ description: "What was found, in a sentence." }),
  })
  .meta({ id: "DomainCheck" });

const LogoResource = z
  .strictObject({ url: z.url(), width: z.int(), height: z.int() })
  .meta({ id: "Logo", description: "A PNG, with its size in pixels." });

export const ProjectResource = z
  .strictObject({
    id: shownId("prj"),
    number: z.string().meta({
      description: "The numeric id some vendor APIs use. A string, because it exceeds JSON's safe integers.",
      example: "1234567890123456789",
    }),
    name: z.string().meta({ example: "Acme" }),
    environment: z.enum(environments).meta({
      description:
        "A `test` project uses no paid provider unless `usePaidProviders` allows it. A `shadow` project sends nothing: its messages stay in the inbox.",
    }),
    branding: z.strictObject({
      name: z.string().nullable(),
      accent: z.string().nullable(),
      darkAccent: z.string().nullable(),
      radiusPixels: z.int().nullable(),
      logoUrl: z.string().nullable(),
      logo: LogoResource.nullable().meta({
        description: "The uploaded logo, shown instead of that of `logoUrl`.",
      }),
      supportEmail: z.string().nullable(),
    }),
    domain: DomainResource.nullable().meta({
      description: "The project's own host for its hosted pages and links. Null: the installation's.",
    }),
    defaultLocale: z.enum(locales),
    returnUrls: z.array(z.string()).meta({ example: ["https://shop.example/verified"] }),
    embedding: z
      .strictObject({ allowedOrigins: z.array(z.string()).meta({ example: ["https://shop.example"] }) })
      .meta({
        description: "The sites that can show hosted pages in a frame or a popup, and are told the outcome.",
      }),
    countries: z.array(z.string()).nullable(),
    policies: policies.meta({
      description: "What the project overrides. Everything else has its default.",
      example: { confirm: { email: { lifetimeSeconds: 3600 } } },
    }),
    effectivePolicies: z
      .record(z.string(), z.record(z.enum(channels), PolicyResource))
      .meta({ description: "The complete policy of every purpose, with defaults filled in. Read-only." }),
    protection: ProtectionResource.meta({
      description: "Limits and rules against fraud. Anything not set has its default.",
    }),
    retention: retentionSettings.meta({
      description:
        "After how many days each kind of data is deleted. `null`: as late as the installation does, after 90 days for verifications and messages, 400 for events and statistics, 30 for webhook messages and 7 for the request log.",
    }),
    keepRawClaims: z.boolean().meta({
      description: "Whether to store all claims a provider sends about a social account.",
    }),
    usePaidProviders: z.boolean().meta({
      description:
        "Whether a `test` project may use providers that charge for messages to phones. A `live` project always may.",
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
    archivedAt: instant.nullable().meta({ description: "Since when it refuses calls. Null: it is in use." }),
  })
  .meta({ id: "Project" });

export function toProjectResource(project: Project): z.input<typeof ProjectResource> {
  const {
    branding,
    defaultLocale,
    returnUrls,
    embedding,
    countries,
    policies,
    protection,
    retention,
    keepRawClaims,
    usePaidProviders,
    requestsPerMinute,
    operators,
    dialects,
  } = project.settings;
  return {
    id: showId("prj", project.id),
    number: project.number.toString(),
    name: project.name,
    environment: project.environment,
    domain: toDomainResource(project.domain),
    branding: { ...branding, logo: toLogoResource(project) },
    defaultLocale,
    returnUrls,
    embedding,
    countries,
    policies,
    effectivePolicies: effectivePolicies(policies),
    protection: toProtectionResource(protection),
    retention,
    keepRawClaims,
    usePaidProviders,
    requestsPerMinute,
    operators,
    dialects,
    createdAt: showInstant(project.createdAt),
    archivedAt: showInstant(project.archivedAt),
  };
}

function toLogoResource(project: Project): z.input<typeof LogoResource> | null {
  const { logo } = project.settings.branding;
  const path = logoPath(project);
  return logo && path
    ? { url: new URL(path, env.PUBLIC_URL).href, width: logo.width, height: logo.height }
    : null;
}

function toProtectionResource({
  challenge: { sealedSecret, ...challenge },
  ...protection
}: ProtectionSettings): z.input<typeof ProtectionResource> {
  return { ...protection, challenge: { ...challenge, hasSecret: sealedSecret !== null } };
}

function toDomainResource(domain: Domain | null): z.input<typeof DomainResource> | null {
  return domain && { host: domain.host, verifiedAt: showInstant(domain.verifiedAt) };
}

export function toDomainCheckResource({
  project,
  isVerified,
  explanation,
}: DomainCheck): z.input<typeof DomainCheckResource> {
  return { domain: toDomainResource(project.domain)!, verified: isVerified, explanation };
}
