import { z } from "zod";
import { previewMessageTemplate } from "@/lib/delivery";
import { locales } from "@/lib/i18n";
import { branding } from "@/lib/projects";
import { requireRole } from "../../../../_session/session";

/** The form's values while they are typed. What is not valid yet has its default. */
const Typed = z.object({
  name: branding.shape.name.catch(null),
  accent: branding.shape.accent.catch(null),
  supportEmail: branding.shape.supportEmail.catch(null),
  logoUrl: branding.shape.logoUrl.catch(null),
  locale: z.enum(locales).catch("en"),
});

/** The confirmation email in a branding that is not saved yet, with a code and a link that prove nothing. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/console/[project]/settings/mail-preview">,
): Promise<Response> {
  const { ctx, project } = await requireRole((await params).project, "read");
  const { locale, ...typed } = Typed.parse(Object.fromEntries(new URL(request.url).searchParams));
  const settings = { ...project.settings, branding: { ...project.settings.branding, ...typed } };
  const preview = await previewMessageTemplate(
    { ...ctx, project: { ...project, settings } },
    { purpose: "confirm", locale },
  );
  if (!preview.ok) throw new Error("Every project has the purpose `confirm`.");
  const { subject, html } = preview.value.email;
  return Response.json({ subject, html }, { headers: { "cache-control": "no-store" } });
}
