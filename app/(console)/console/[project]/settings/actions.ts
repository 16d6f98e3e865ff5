"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { action } from "@/app/_forms/action";
import { branding, locales } from "@/lib/projects";
import { ok } from "@/lib/result";
import { changeSettings } from "../_parts/change-settings";
import { projectField } from "../_parts/fields";

const { name, accent, logoUrl, supportEmail, radiusPixels } = branding.shape;

/** A number as a form sends it, with the bounds of the setting. */
const radius = z
  .string()
  .optional()
  .transform((text): number | null | undefined => (text === undefined ? undefined : Number(text)))
  .pipe(radiusPixels);

export const saveGeneral = action(
  z.object({
    project: projectField,
    name: z.string().trim().min(1).max(60),
    locale: z.enum(locales),
    brandName: name,
    accent,
    radius,
    logoUrl,
    supportEmail,
  }),
  async ({ project, name, locale, brandName, radius, ...brand }) => {
    await changeSettings(project, () => ({
      name,
      defaultLocale: locale,
      branding: { ...brand, name: brandName, radiusPixels: radius },
    }));
    refresh();
    return ok(true);
  },
);
