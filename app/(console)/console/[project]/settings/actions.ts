"use server";

import { z } from "zod";
import { checkbox } from "@/app/_forms/action";
import { removeLogo, setLogo } from "@/lib/branding";
import { SetDomainBody, SetLogoBody } from "@/lib/http/native";
import { locales } from "@/lib/i18n";
import { checkDomain, removeProjectDomain, setProjectDomain } from "@/lib/installation";
import { branding } from "@/lib/projects";
import { mapOk, ok } from "@/lib/result";
import { changeSettings } from "../_parts/change-settings";
import { projectAction, projectConfirmed } from "../_parts/project-action";

const { name, accent, darkAccent, logoUrl, supportEmail, radiusPixels } = branding.shape;

/** Parses the form's text as a number, then applies the setting's bounds. */
const radius = z
  .string()
  .optional()
  .transform((text): number | null | undefined => (text === undefined ? undefined : Number(text)))
  .pipe(radiusPixels);

export const saveGeneral = projectAction(
  "settings.write",
  z.object({
    name: z.string().trim().min(1).max(60),
    locale: z.enum(locales),
    usePaidProviders: checkbox(),
    brandName: name,
    accent,
    darkAccent,
    radius,
    logoUrl,
    supportEmail,
  }),
  async ({ ctx, project }, { name, locale, usePaidProviders, brandName, radius, ...brand }) => {
    await changeSettings(ctx, {
      name,
      defaultLocale: locale,
      // Only a test project's form has the field.
      ...(project.environment === "test" && { usePaidProviders }),
      branding: { ...brand, name: brandName, radiusPixels: radius },
    });
    return ok(true);
  },
);

export const uploadLogo = projectAction(
  "settings.write",
  z.object(SetLogoBody.shape),
  async ({ ctx }, { content }) => mapOk(await setLogo(ctx, Buffer.from(content, "base64")), () => true),
);

export const removeProjectLogo = projectConfirmed("settings.write", z.object({}), async ({ ctx }) => {
  await removeLogo(ctx);
});

export const setDomain = projectAction(
  "settings.write",
  z.object(SetDomainBody.shape),
  async ({ ctx }, { host }) => mapOk(await setProjectDomain(ctx, host), () => true),
);

export const removeDomain = projectConfirmed("settings.write", z.object({}), async ({ ctx }) => {
  await removeProjectDomain(ctx);
});

export const runDomainCheck = projectAction("settings.write", z.object({}), async ({ ctx }) =>
  mapOk(await checkDomain(ctx), ({ isVerified, explanation }) => ({ isVerified, explanation })),
);
