import type { Metadata } from "next";
import { headers } from "next/headers";
import { Frame } from "../../_parts/frame";
import { localeOf } from "../../_parts/locale";
import { portalTextIn } from "../../_text";
import { authorizationErrorText } from "../../_text/authorization-error-text";

export const metadata: Metadata = { title: "Verification" };

/** Shown when a provider callback matches no verification. */
export default async function VerifyErrorPage({ searchParams }: PageProps<"/verify/error">) {
  const { locale: requested, reason } = await searchParams;
  const locale = localeOf(
    typeof requested === "string" ? requested : undefined,
    null,
    (await headers()).get("accept-language"),
  );
  const text = portalTextIn(locale);
  return (
    <Frame project={null} locale={locale} title={text.authorizationError.title}>
      <p className="mt-3 text-muted" role="alert">
        {authorizationErrorText(typeof reason === "string" ? reason : "", text)}
      </p>
    </Frame>
  );
}
