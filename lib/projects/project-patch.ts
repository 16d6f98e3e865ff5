import { z } from "zod";
import { dialectsPatch } from "./dialects";
import { challengeSettings, protectionSettings } from "./protection";
import { retentionSettings } from "./retention";
import {
  branding,
  embeddingSettings,
  operatorSettings,
  type ProjectSettings,
  projectSettings,
} from "./settings";
import { withoutDefaults } from "./without-defaults";

const settings = projectSettings.shape;

const challengePatch = z.strictObject(withoutDefaults(challengeSettings.shape)).partial();

const protectionPatch = z
  .strictObject({ ...withoutDefaults(protectionSettings.shape), challenge: challengePatch })
  .partial();

const brandingPatch = z.strictObject(withoutDefaults(branding.shape)).partial();

const embeddingPatch = z.strictObject(withoutDefaults(embeddingSettings.shape)).partial();

const retentionPatch = z.strictObject(withoutDefaults(retentionSettings.shape)).partial();

const operatorsPatch = z.strictObject(withoutDefaults(operatorSettings.shape)).partial();

/**
 * A change to a project, as a merge patch (RFC 7396): omitted members keep their value, null clears a nullable one. Branding,
 * embedding, protection, retention, operators and each dialect's settings merge member by member; lists and policies are replaced as a whole.
 */
export const projectPatch = z
  .strictObject({
    name: z.string().trim().min(1).max(60),
    branding: brandingPatch,
    defaultLocale: settings.defaultLocale.unwrap(),
    returnUrls: settings.returnUrls.unwrap(),
    embedding: embeddingPatch,
    countries: settings.countries.unwrap(),
    policies: settings.policies.unwrap(),
    protection: protectionPatch,
    retention: retentionPatch,
    keepRawClaims: settings.keepRawClaims.unwrap(),
    usePaidProviders: settings.usePaidProviders.unwrap(),
    requestsPerMinute: settings.requestsPerMinute.unwrap(),
    operators: operatorsPatch,
    dialects: dialectsPatch,
  } satisfies Record<"name" | keyof ProjectSettings, z.ZodType>)
  .partial();
export type ProjectPatch = z.infer<typeof projectPatch>;
