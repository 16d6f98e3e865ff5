import { testRecipientOf } from "@/lib/delivery";
import type { Project } from "@/lib/projects";
import type { SocialProof } from "@/lib/social";
import type { Verification } from "@/lib/verification";
import type { Translator } from "../../../_text/translator";

/** The recipient or the verified account as one line. Null if neither is known yet. */
export function subjectOf(v: Pick<Verification, "identifierValue" | "socialProof">): string | null {
  return v.identifierValue ?? (v.socialProof && accountName(v.socialProof));
}

/** Shown in the place of a recipient that is not known: nobody has entered one yet, or the person was erased. */
export function noSubject(
  v: Pick<Verification, "isIdentifierOpen" | "connectorId" | "verifiedAt">,
  t: Translator,
): string {
  const isAwaited = v.isIdentifierOpen || (v.connectorId !== null && v.verifiedAt === null);
  return isAwaited ? t("verifications.noRecipient") : t("verifications.erased");
}

/** An account's display name. The subject is the last resort, because it isn't readable. */
export function accountName({ profile, subject }: SocialProof): string {
  return profile.email ?? profile.name ?? subject;
}

/** Whether a verification's recipient is one of the project's test recipients. */
export function isForTest(project: Project): (v: Pick<Verification, "identifierValue">) => boolean {
  return ({ identifierValue }) =>
    identifierValue !== null && testRecipientOf(project, identifierValue) !== null;
}
