import { Badge } from "@/app/_ui/badge";
import { ConfirmButton } from "@/app/_ui/confirm-button";
import { CopyField } from "@/app/_ui/copy-field";
import { Section } from "@/app/_ui/section";
import type { Domain } from "@/lib/projects";
import { getText } from "../../../../_text/get-text";
import { removeDomain } from "../actions";
import { CheckDomainForm } from "./check-domain-form";
import { SetDomainForm } from "./set-domain-form";

/** The project's own host, and what is left to do until it works. */
export async function DomainSection({
  project,
  domain,
  publicHost,
  mayWrite,
}: {
  project: string;
  domain: Domain | null;
  publicHost: string;
  mayWrite: boolean;
}) {
  const t = await getText();
  return (
    <Section split anchor="domain" title={t("general.domain")} description={t("general.domainText")}>
      <div className="grid max-w-md gap-5">
        {domain ? (
          <>
            <div className="flex flex-wrap items-center justify-between gap-3">
              <p className="flex min-w-0 flex-wrap items-center gap-2 text-sm">
                <span className="break-all font-medium">{domain.host}</span>
                {domain.verifiedAt ? (
                  <Badge tone="success" dot>
                    {t("general.domainVerified")}
                  </Badge>
                ) : (
                  <Badge tone="warning" dot>
                    {t("general.domainPending")}
                  </Badge>
                )}
              </p>
              {mayWrite && (
                <ConfirmButton
                  label={t("general.removeDomain")}
                  title={t("general.removeDomainTitle", { host: domain.host })}
                  description={t("general.removeDomainText")}
                  action={removeDomain}
                  fields={{ project }}
                />
              )}
            </div>
            {!domain.verifiedAt && (
              <CopyField
                label={t("general.cname", { host: domain.host })}
                value={publicHost}
                hint={t("general.cnameHint")}
              />
            )}
            {mayWrite && <CheckDomainForm project={project} />}
          </>
        ) : mayWrite ? (
          <SetDomainForm project={project} />
        ) : (
          <p className="text-muted text-sm">{t("general.noDomain", { host: publicHost })}</p>
        )}
      </div>
    </Section>
  );
}
