import { z } from "zod";
import { branding, type ProjectSettings, projectSettings } from "./settings";

const brand = branding.shape;
const settings = projectSettings.shape;

/** A default would fill in what was left out, which here means "as it was": so the bounds without the defaults. */
const brandingPatch = z
  .strictObject({
    name: brand.name.unwrap(),
    accent: brand.accent.unwrap(),
    radiusPixels: brand.radiusPixels.unwrap(),
    logoUrl: brand.logoUrl.unwrap(),
    supportEmail: brand.supportEmail.unwrap(),
  } satisfies Record<keyof ProjectSettings["branding"], z.ZodType>)
  .partial();

/**
 * A change to a project, read as a merge patch (RFC 7396): what is left out stays, null clears what may be null. Branding
 * merges member by member; lists and policies are replaced as a whole.
 */
export const projectPatch = z
  .strictObject({
    name: z.string().trim().min(1).max(60),
    branding: brandingPatch,
    defaultLocale: settings.defaultLocale.unwrap(),
    returnUrls: settings.returnUrls.unwrap(),
    countries: settings.countries.unwrap(),
    policies: settings.policies.unwrap(),
    requestsPerMinute: settings.requestsPerMinute.unwrap(),
  } satisfies Record<"name" | keyof ProjectSettings, z.ZodType>)
  .partial();
export type ProjectPatch = z.infer<typeof projectPatch>;
