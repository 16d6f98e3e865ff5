import type { Metadata } from "next";
import { headers } from "next/headers";
import { translator } from "@/lib/i18n";
import { Frame } from "../../_parts/frame";
import { localeOf } from "../../_parts/locale";
import { LinkConfirm } from "./_parts/link-confirm";
import { endView } from "./_parts/link-view";

export const metadata: Metadata = { title: "Verification" };

/**
 * The page that a message's link opens. The token is in the fragment, which the server never receives, so scanners and
 * previews can open it as often as they like without using it up (docs/security.md #13, #14).
 */
export default async function LinkPage({ searchParams }: PageProps<"/verify/link">) {
  const requested = (await searchParams).locale;
  const locale = localeOf({
    chosen: requested,
    acceptLanguage: (await headers()).get("accept-language"),
  });
  const t = translator(locale, "portal");
  return (
    <>
      <noscript>
        <style>{".link-confirm { display: none }"}</style>
        <Frame project={null} locale={locale} title={t("link.noScript.title")}>
          <p className="mt-3 text-muted">{t("link.noScript.lead")}</p>
        </Frame>
      </noscript>
      <LinkConfirm reading={t("link.reading")} invalid={endView("invalid", locale)} />
    </>
  );
}
