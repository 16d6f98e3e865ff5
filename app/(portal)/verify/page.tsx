import type { Metadata } from "next";
import { headers } from "next/headers";
import { translator } from "@/lib/i18n";
import { Frame } from "../_parts/frame";
import { localeOf } from "../_parts/locale";

export const metadata: Metadata = { title: "Verification" };

/** `/verify` without an ID: the URL is incomplete. */
export default async function VerifyIndexPage({ searchParams }: PageProps<"/verify">) {
  const requested = (await searchParams).locale;
  const locale = localeOf({
    chosen: requested,
    acceptLanguage: (await headers()).get("accept-language"),
  });
  const t = translator(locale, "portal");
  return (
    <Frame project={null} locale={locale} query={{}} title={t("unknown.title")}>
      <p className="mt-3 text-muted">{t("unknown.lead")}</p>
    </Frame>
  );
}
