import type { Metadata } from "next";
import { headers } from "next/headers";
import { Frame } from "../../_parts/frame";
import { localeOf } from "../../_parts/locale";
import { portalTextIn } from "../../_text";
import { LinkConfirm } from "./_parts/link-confirm";

export const metadata: Metadata = { title: "Verification" };

/**
 * Where the link of a message leads. The token stands in the fragment, so opening this page tells the server nothing and
 * changes nothing: scanners and previews may open it as often as they like (docs/security.md #13, #14).
 */
export default async function LinkPage({ searchParams }: PageProps<"/verify/link">) {
  const asked = (await searchParams).locale;
  const locale = localeOf(
    typeof asked === "string" ? asked : undefined,
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
