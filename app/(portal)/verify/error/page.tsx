import type { Metadata } from "next";
import { headers } from "next/headers";
import { Frame } from "../../_parts/frame";
import { localeOf } from "../../_parts/locale";
import { wordsIn } from "../../_words";
import { sayVisit } from "../../_words/say-visit";

export const metadata: Metadata = { title: "Verification" };

/** For what went wrong where no verification can be named: somebody came back from a provider who never left from here. */
export default async function VerifyErrorPage({ searchParams }: PageProps<"/verify/error">) {
  const { locale: asked, reason } = await searchParams;
  const locale = localeOf(
    typeof asked === "string" ? asked : undefined,
    null,
    (await headers()).get("accept-language"),
  );
  const words = wordsIn(locale);
  return (
    <Frame project={null} locale={locale} title={words.visit.title}>
      <p className="mt-3 text-muted" role="alert">
        {sayVisit(typeof reason === "string" ? reason : "", words)}
      </p>
    </Frame>
  );
}
