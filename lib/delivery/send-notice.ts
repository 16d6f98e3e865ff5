import { newId } from "@/lib/id";
import type { Project } from "@/lib/projects";
import { providerOrderOf } from "./providers/provider-order";
import { sendFor } from "./providers/send-for";
import { senderOf } from "./providers/senders";
import { ownMessage } from "./render-message";

const limitMs = 15_000;

/** An email to an operator about their installation. */
export interface Notice {
  to: string;
  subject: string;
  text: string;
}

/**
 * Sends a notice at once with the first of the project's providers that accepts it. It is no delivery of the project: it
 * belongs to no verification and is not listed. Returns whether a provider has accepted it.
 */
export async function sendNotice(project: Project, { to, subject, text }: Notice): Promise<boolean> {
  const { defaultLocale: locale } = project.settings;
  const addressed = { id: newId(), channel: "email", recipient: to, locale } as const;
  const message = await ownMessage(addressed, project, { subject, content: text, isHtml: false });
  for (const provider of await providerOrderOf(project.id, "email")) {
    const { outcome } = await sendFor(project, () => senderOf(provider), message, limitMs);
    if (outcome === "accepted") return true;
  }
  return false;
}
