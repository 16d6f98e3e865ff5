import type { Metadata } from "next";
import { headers } from "next/headers";
import { translator } from "@/lib/i18n";
import { Frame } from "../../_parts/frame";
import { localeOf } from "../../_parts/locale";
import { authorizationErrorText } from "../../_text/authorization-error-text";

export const metadata: Metadata = { title: "Verification" };

/** Shown when a provider callback matches no verification. */
export default async function VerifyErrorPage({ searchParams }: PageProps<"/verify/error">) {
  const { locale: requested, reason } = await searchParams;
  const locale = localeOf({
    chosen: requested,
    acceptLanguage: (await headers()).get("accept-language"),
  });
  const t = translator(locale, "portal");
  return (
    <Frame
      project={null}
      locale={locale}
      query={typeof reason === "string" ? { reason } : {}}
      title={t("authorizationError.title")}
    >
      <p className="mt-3 text-muted" role="alert">
        {authorizationErrorText(typeof reason === "string" ? reason : "", t)}
      </p>
    </Frame>
  );
}
