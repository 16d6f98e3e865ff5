import { CircleCheck } from "lucide-react";
import { Button } from "@/app/_ui/button";
import { brandName } from "@/lib/projects";
import { listConnectors } from "@/lib/social";
import { maskIdentifier } from "@/lib/users";
import type { LoadedVerification } from "@/lib/verification";
import { Frame } from "../../../_parts/frame";
import { returnTargetOf } from "../../../_parts/return-target";
import { type PortalText, portalTextIn } from "../../../_text";
import type { Shown } from "../page";
import { ContinueLink } from "./continue-link";

/** Confirmed. With a return URL the browser goes on by itself, and by a link where it cannot. */
export async function Done({ verification: v, project, locale }: Shown) {
  const text = portalTextIn(locale);
  const name = brandName(project);
  const returnUrl = returnTargetOf(v, "verified");
  return (
    <Frame project={project} locale={locale} title={text.done.title}>
      <p className="mt-3 flex gap-2 text-muted" role="status">
        <CircleCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-success" />
        <span>{await whatIsConfirmed(v, text)}</span>
      </p>
      {returnUrl ? (
        <>
          <Button asChild variant="primary" size="lg" className="mt-6 w-full">
            <a href={returnUrl}>{text.done.continue(name)}</a>
          </Button>
          <ContinueLink to={returnUrl} text={text.done.returning(name)} />
        </>
      ) : (
        <p className="mt-4 text-muted text-sm">{text.done.close}</p>
      )}
    </Frame>
  );
}

async function whatIsConfirmed(v: LoadedVerification, { done }: PortalText): Promise<string> {
  if (v.identifierValue) return done.lead(maskIdentifier(v.identifierValue));
  if (!v.socialProof) return done.leadPlain;
  const connectors = await listConnectors(v.projectId);
  // A connector that was removed since leaves its short name.
  const name = connectors.find(({ id }) => id === v.socialProof?.connectorId)?.name;
  return done.leadSocial(name ?? v.socialProof.provider);
}
