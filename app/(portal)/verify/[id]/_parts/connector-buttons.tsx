import { Button } from "@/app/_ui/button";
import { ProviderLogo } from "@/app/_ui/provider-logo";
import { env } from "@/lib/env";
import { type Locale, translator } from "@/lib/i18n";
import type { OfferedConnector } from "../../../_parts/offered-connectors";

/** One button per connector. A plain form, because it leads to another site with or without JavaScript. */
export function ConnectorButtons({
  id,
  locale,
  connectors,
}: {
  id: string;
  locale: Locale;
  connectors: readonly OfferedConnector[];
}) {
  const t = translator(locale, "portal");
  return (
    <form action={`${env.PUBLIC_URL}/verify/${id}/authorize`} method="post" className="grid gap-3">
      <input type="hidden" name="locale" value={locale} />
      {connectors.map(({ typeId, kind, name, logoUrl }) => (
        <Button key={typeId} type="submit" name="connector" value={typeId} size="lg" className="w-full">
          <ProviderLogo kind={kind} logoUrl={logoUrl} />
          <span className="truncate">{t("choose.withProvider", { name })}</span>
        </Button>
      ))}
    </form>
  );
}
