import type { Metadata } from "next";
import { headers } from "next/headers";
import { Frame } from "../_parts/frame";
import { localeOf } from "../_parts/locale";
import { portalTextIn } from "../_text";

export const metadata: Metadata = { title: "Verification" };

/** Reached without an id: an incomplete address. */
export default async function VerifyIndexPage({ searchParams }: PageProps<"/verify">) {
  const asked = (await searchParams).locale;
  const locale = localeOf(
    typeof asked === "string" ? asked : undefined,
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
