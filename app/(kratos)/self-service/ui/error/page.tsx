import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { Frame } from "@/app/(portal)/_parts/frame";
import { viewError } from "@/lib/dialects/kratos";
import { translator } from "@/lib/i18n";
import { browserLocale } from "../_text/browser-locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await browserLocale(null), "portal")("title") };
}

/** The default error page, for projects that set none: `/verify/error?id=` (next.config.ts). */
export default async function ErrorPage({ searchParams }: PageProps<"/self-service/ui/error">) {
  const given = await headers();
  if (!given.has("content-security-policy")) notFound();
  const { id } = await searchParams;
  const { project, reason } = await viewError(new Headers(given), typeof id === "string" ? id : "");
  const locale = await browserLocale(project);
  const t = translator(locale, "portal");
  return (
    <Frame project={project} locale={locale} title={t("title")}>
      <p className="mt-3 text-muted" role="alert">
        {t("refusals.other")}
      </p>
      {reason !== null && (
        // The vendor's text, for whoever develops the application.
        <p lang="en" dir="ltr" className="mt-3 text-muted text-sm">
          {reason}
        </p>
      )}
    </Frame>
  );
}
