import { z } from "zod";
import { locales } from "@/lib/i18n";
import { dialectSettings } from "./dialects";
import { originEntry } from "./origin";
import { policies } from "./policy";
import { protectionSettings } from "./protection";
import { retentionSettings } from "./retention";
import { returnUrlEntry } from "./return-url";

const color = z.string().regex(/^#[0-9a-f]{6}$/i, "expected a color like #2f6b4f");

/** An uploaded logo (lib/branding). */
const logo = z.strictObject({
  /** The SHA-256 of its content, in hexadecimal. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  width: z.int().positive(),
  height: z.int().positive(),
});

export const branding = z.strictObject({
  /** The name shown in messages and pages. Null: the project's name. */
  name: z.string().trim().min(1).max(60).nullable().default(null),
  accent: color.nullable().default(null),
  /** In dark mode. Null: the same accent. */
  darkAccent: color.nullable().default(null),
  radiusPixels: z.int().min(0).max(24).nullable().default(null),
  logoUrl: z
    .url({ protocol: /^https$/ })
    .max(500)
    .nullable()
    .default(null),
  /** Comes before the URL. Set by an upload only. */
  logo: logo.nullable().default(null),
  supportEmail: z.email().max(254).nullable().default(null),
});

/** How operators get into a project's console. */
export const operatorSettings = z.strictObject({
  /** `required`: operators without a second factor have to set one up before anything else. */
  secondFactor: z.enum(["optional", "required"]).default("optional"),
});

/** Which sites can show the hosted pages in a frame, and are told the outcome (docs/integrations.md). */
export const embeddingSettings = z.strictObject({
  allowedOrigins: z.array(originEntry).max(50).default([]),
});

/** Project settings that can change at run time. Unknown members are refused, so that typos are noticed. */
export const projectSettings = z.strictObject({
  branding: branding.prefault({}),
  defaultLocale: z.enum(locales).default("en"),
  returnUrls: z.array(returnUrlEntry).max(50).default([]),
  embedding: embeddingSettings.prefault({}),
  /** Allowed countries of phone numbers, as ISO 3166-1 alpha-2 codes. Null: all. */
  countries: z
    .array(z.string().regex(/^[A-Z]{2}$/))
    .max(250)
    .nullable()
    .default(null),
  policies: policies.default({}),
  protection: protectionSettings.prefault({}),
  retention: retentionSettings.prefault({}),
  /** Whether to store all claims of a social account, in addition to the profile. */
  keepRawClaims: z.boolean().default(false),
  /** Whether a test project may use providers that charge for messages. A live project always may. */
  usePaidProviders: z.boolean().default(false),
  /** Requests per minute for each API key. */
  requestsPerMinute: z.int().min(1).max(100_000_000).default(6000),
  operators: operatorSettings.prefault({}),
  dialects: dialectSettings.prefault({}),
});
export type ProjectSettings = z.infer<typeof projectSettings>;
