import { invitationDays, type Operator } from "@/lib/access";
import { isEmailInboxOnly, sendNotice } from "@/lib/delivery";
import type { Project } from "@/lib/projects";
import { reservedProject } from "../../../../_session/console-ctx";
import { getText } from "../../../../_text/get-text";

export interface InvitationMail {
  to: string;
  project: Project;
  by: Operator;
  link: string;
}

/** Mails an invitation by the providers that also send sign-in codes. Returns whether one has accepted it. */
export async function sendInvitation({ to, project, by, link }: InvitationMail): Promise<boolean> {
  const t = await getText();
  const sender = await reservedProject();
  // Notices are not listed in the inbox.
  if (await isEmailInboxOnly(sender.id)) return false;
  return sendNotice(sender, {
    to,
    subject: t("mails.invitation.subject", { project: project.name }),
    text: `${t("mails.invitation.text", { inviter: by.name || by.email, project: project.name, days: invitationDays, link })}\n`,
  });
}
