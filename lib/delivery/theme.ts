import type { Theme } from "@/emails";
import { env } from "@/lib/env";
import { brandName, logoPath, type Project } from "@/lib/projects";

/** The default accent color. */
export const defaultAccent = "#2147c7";

/** The theme of a project's messages. */
export function themeOf(project: Project): Theme {
  const { accent, logoUrl } = project.settings.branding;
  const ownLogo = logoPath(project);
  return {
    brand: oneLine(brandName(project)),
    accent: accent ?? defaultAccent,
    onAccent: readableOn(accent ?? defaultAccent),
    // Mail programs show nothing that isn't reached by https, but a developer's inbox does.
    logoUrl: ownLogo ? new URL(ownLogo, env.PUBLIC_URL).href : logoUrl,
  };
}

/** The project with another name in its messages. */
export function withBrand(project: Project, brand: string): Project {
  const branding = { ...project.settings.branding, name: brand };
  return { ...project, settings: { ...project.settings, branding } };
}

/** Removes line breaks, because the name is used in subjects and SMS. */
function oneLine(name: string): string {
  return name.replace(/\s+/g, " ").trim();
}

/** Black or white, whichever has more contrast (WCAG 2.2, relative luminance; equal at 0.179). */
export function readableOn(colour: string): "#000000" | "#ffffff" {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  return luminance > 0.179 ? "#000000" : "#ffffff";
}
