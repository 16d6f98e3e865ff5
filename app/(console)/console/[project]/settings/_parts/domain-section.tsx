import { Badge } from "@/app/_ui/badge";
import { ConfirmButton } from "@/app/_ui/confirm-button";
import { CopyField } from "@/app/_ui/copy-field";
import { Section } from "@/app/_ui/section";
import type { Domain } from "@/lib/projects";
import { removeDomain } from "../actions";
import { text } from "../text";
import { CheckDomainForm } from "./check-domain-form";
import { SetDomainForm } from "./set-domain-form";

/** The project's own host, and what is left to do until it works. */
export function DomainSection({
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
  return (
    <Section split anchor="domain" title={text.domain} description={text.domainText}>
      <div className="grid max-w-md gap-5">
        {domain ? (
          <>
            <div className="flex flex-wrap items-center justify-between gap-3">
              <p className="flex min-w-0 flex-wrap items-center gap-2 text-sm">
                <span className="break-all font-medium">{domain.host}</span>
                {domain.verifiedAt ? (
                  <Badge tone="success" dot>
                    {text.domainVerified}
                  </Badge>
                ) : (
                  <Badge tone="warning" dot>
                    {text.domainPending}
                  </Badge>
                )}
              </p>
              {mayWrite && (
                <ConfirmButton
                  label={text.removeDomain}
                  title={text.removeDomainTitle(domain.host)}
                  description={text.removeDomainText}
                  action={removeDomain}
                  fields={{ project }}
                />
              )}
            </div>
            {!domain.verifiedAt && (
              <CopyField label={text.cname(domain.host)} value={publicHost} hint={text.cnameHint} />
            )}
            {mayWrite && <CheckDomainForm project={project} />}
          </>
        ) : mayWrite ? (
          <SetDomainForm project={project} />
        ) : (
          <p className="text-muted text-sm">{text.noDomain(publicHost)}</p>
        )}
      </div>
    </Section>
  );
}
