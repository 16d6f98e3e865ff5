import type { Metadata } from "next";
import { headers } from "next/headers";
import { Frame } from "../../_parts/frame";
import { localeOf } from "../../_parts/locale";
import { portalTextIn } from "../../_text";
import { LinkConfirm } from "./_parts/link-confirm";

export const metadata: Metadata = { title: "Verification" };

/**
 * The page that a message's link opens. The token is in the fragment, which the server never receives, so scanners and
 * previews can open it as often as they like without using it up (docs/security.md #13, #14).
 */
export default async function LinkPage({ searchParams }: PageProps<"/verify/link">) {
  const requested = (await searchParams).locale;
  const locale = localeOf(
    typeof requested === "string" ? requested : undefined,
    null,
    (await headers()).get("accept-language"),
  );
  const text = portalTextIn(locale);
  return (
    <>
      <noscript>
        <style>{".link-confirm { display: none }"}</style>
        <Frame project={null} locale={locale} title={text.link.noScript.title}>
          <p className="mt-3 text-muted">{text.link.noScript.lead}</p>
        </Frame>
      </noscript>
      <LinkConfirm locale={locale} reading={text.link.reading} />
    </>
  );
}
