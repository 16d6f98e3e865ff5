import { invitationDays, type Operator } from "@/lib/access";
import { isEmailInboxOnly, sendNotice } from "@/lib/delivery";
import type { Project } from "@/lib/projects";
import { reservedProject } from "../../../../_session/console-ctx";

export interface InvitationMail {
  to: string;
  project: Project;
  by: Operator;
  link: string;
}

/** Mails an invitation by the providers that also send sign-in codes. Returns whether one has accepted it. */
export async function sendInvitation({ to, project, by, link }: InvitationMail): Promise<boolean> {
  const sender = await reservedProject();
  // Notices are not listed in the inbox.
  if (await isEmailInboxOnly(sender.id)) return false;
  return sendNotice(sender, {
    to,
    subject: `Invitation to ${project.name}`,
    text: `${by.name || by.email} invited you to the team of ${project.name}.

Accept within ${invitationDays} days:
${link}

If you don't know them, ignore this message.
`,
  });
}
