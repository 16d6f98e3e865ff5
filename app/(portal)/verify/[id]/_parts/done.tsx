import { CircleCheck } from "lucide-react";
import { Button } from "@/app/_ui/button";
import { isolated, type Locale, translator } from "@/lib/i18n";
import { brandName } from "@/lib/projects";
import { listConnectors } from "@/lib/social";
import { maskIdentifier } from "@/lib/users";
import type { LoadedVerification } from "@/lib/verification";
import { Frame } from "../../../_parts/frame";
import { returnTargetOf } from "../../../_parts/return-target";
import { AutoRedirect } from "./auto-redirect";
import type { VerificationView } from "./verification-view";

/** The verified state. With a return URL it redirects; without JavaScript the button leads there. */
export async function Done({ verification: v, project, locale }: VerificationView) {
  const t = translator(locale, "portal");
  const values = { brand: brandName(project) };
  const returnUrl = await returnTargetOf(v, "verified");
  return (
    <Frame project={project} locale={locale} query={{}} title={t("done.title")}>
      <p className="mt-3 flex gap-2 text-muted" role="status">
        <CircleCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-success" />
        <span>{await confirmedText(v, locale)}</span>
      </p>
      {returnUrl ? (
        <>
          <Button asChild variant="primary" size="lg" className="mt-6 w-full">
            <a href={returnUrl}>{t("done.continue", values)}</a>
          </Button>
          <AutoRedirect to={returnUrl} text={t("done.returning", values)} />
        </>
      ) : (
        <p className="mt-4 text-muted text-sm">{t("done.close")}</p>
      )}
    </Frame>
  );
}

async function confirmedText(v: LoadedVerification, locale: Locale): Promise<string> {
  const t = translator(locale, "portal");
  if (v.identifierValue) return t("done.lead", { to: isolated(maskIdentifier(v.identifierValue), locale) });
  if (!v.socialProof) return t("done.leadPlain");
  const connectors = await listConnectors(v.projectId);
  // If the connector has been deleted, only its short name is left.
  const name = connectors.find(({ id }) => id === v.socialProof?.connectorId)?.name;
  return t("done.leadSocial", { provider: name ?? v.socialProof.provider });
}
