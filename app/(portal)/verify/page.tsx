import type { Metadata } from "next";
import { headers } from "next/headers";
import { Frame } from "../_parts/frame";
import { localeOf } from "../_parts/locale";
import { portalTextIn } from "../_text";

export const metadata: Metadata = { title: "Verification" };

/** `/verify` without an ID: the URL is incomplete. */
export default async function VerifyIndexPage({ searchParams }: PageProps<"/verify">) {
  const requested = (await searchParams).locale;
  const locale = localeOf(
    typeof requested === "string" ? requested : undefined,
    null,
    (await headers()).get("accept-language"),
  );
  const text = portalTextIn(locale);
  return (
    <Frame project={null} locale={locale} title={text.unknown.title}>
      <p className="mt-3 text-muted">{text.unknown.lead}</p>
    </Frame>
  );
}
