import { Button } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { translator } from "@/lib/i18n";
import { brandName } from "@/lib/projects";
import { Frame } from "../../../_parts/frame";
import { offeredConnectors } from "../../../_parts/offered-connectors";
import type { PageState } from "../../../_parts/page-state";
import { returnTargetOf } from "../../../_parts/return-target";
import { ConnectorButtons } from "./connector-buttons";
import type { VerificationView } from "./verification-view";

/**
 * The expired, locked and canceled states. Too many wrong codes lock only codes: if the verification was started without
 * a recipient, the person can still sign in at a provider (docs/security.md #25).
 */
export async function Ended({
  id,
  verification: v,
  project,
  locale,
  state,
  error,
}: VerificationView & { state: Extract<PageState, "expired" | "locked" | "canceled"> }) {
  const t = translator(locale, "portal");
  const values = { brand: brandName(project) };
  const returnUrl = await returnTargetOf(v, state);
  const connectors = state === "locked" ? await offeredConnectors(v) : [];
  return (
    <Frame project={project} locale={locale} query={{}} title={t(`${state}.title`)}>
      <p className="mt-3 text-muted">{t(`${state}.lead`, values)}</p>
      {error && (
        <Callout tone="warning" live className="mt-4">
          {error}
        </Callout>
      )}
      {connectors.length > 0 && (
        <div className="mt-6">
          <ConnectorButtons id={id} locale={locale} connectors={connectors} />
        </div>
      )}
      {returnUrl && (
        <Button asChild variant="primary" size="lg" className="mt-6 w-full">
          <a href={returnUrl}>{t("backTo", values)}</a>
        </Button>
      )}
    </Frame>
  );
}
