import type { CustomMessage } from "@/drizzle/schema";
import type { Ctx } from "@/lib/access";
import { type Kind, kinds } from "./kinds";

/** The content of the project's template with this name for this kind of message. Undefined if there is none. */
export function templateOf(
  ctx: Ctx,
  kind: Kind,
  templateName: string | undefined,
): CustomMessage | undefined {
  const channel = kinds[kind].recipientField === "email" ? "email" : "sms";
  const template = ctx.project.settings.dialects.corbado.templates.find(
    ({ name, channel: of }) => name === templateName && of === channel,
  );
  if (template?.channel === "sms") return { text: template.text };
  if (!template) return undefined;
  const { subject, heading, body, button, footer } = template;
  return { email: { subject, heading, body, button, footer } };
}
