import { CircleCheck } from "lucide-react";
import { Button } from "@/app/_ui/button";
import { brandName } from "@/lib/projects";
import { listConnectors } from "@/lib/social";
import { maskIdentifier } from "@/lib/users";
import type { LoadedVerification } from "@/lib/verification";
import { Frame } from "../../../_parts/frame";
import { returnTargetOf } from "../../../_parts/return-target";
import { type PortalText, portalTextIn } from "../../../_text";
import type { VerificationView } from "../page";
import { AutoRedirect } from "./auto-redirect";

/** The verified state. With a return URL it redirects; without JavaScript the button leads there. */
export async function Done({ verification: v, project, locale }: VerificationView) {
  const text = portalTextIn(locale);
  const name = brandName(project);
  const returnUrl = returnTargetOf(v, "verified");
  return (
    <Frame project={project} locale={locale} title={text.done.title}>
      <p className="mt-3 flex gap-2 text-muted" role="status">
        <CircleCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-success" />
        <span>{await confirmedText(v, text)}</span>
      </p>
      {returnUrl ? (
        <>
          <Button asChild variant="primary" size="lg" className="mt-6 w-full">
            <a href={returnUrl}>{text.done.continue(name)}</a>
          </Button>
          <AutoRedirect to={returnUrl} text={text.done.returning(name)} />
        </>
      ) : (
        <p className="mt-4 text-muted text-sm">{text.done.close}</p>
      )}
    </Frame>
  );
}

async function confirmedText(v: LoadedVerification, { done }: PortalText): Promise<string> {
  if (v.identifierValue) return done.lead(maskIdentifier(v.identifierValue));
  if (!v.socialProof) return done.leadPlain;
  const connectors = await listConnectors(v.projectId);
  // If the connector has been deleted, only its short name is left.
  const name = connectors.find(({ id }) => id === v.socialProof?.connectorId)?.name;
  return done.leadSocial(name ?? v.socialProof.provider);
}
