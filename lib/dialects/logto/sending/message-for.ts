import type { CustomMessage } from "@/lib/delivery";
import type { Project } from "@/lib/projects";
import { ok, type Result } from "@/lib/result";
import { type LogtoError, logtoError } from "../errors";
import { chooseTemplate, type MessageType } from "./choose-template";
import { escapeHtml, fillTemplate } from "./fill-template";
import type { Payload, UsageType } from "./usage";

/** Stands for the code, which the outbox worker fills in. Nothing that is stored contains it. */
const code = "{otp}";

/** A message to be sent, before it is rendered. */
export interface MessageSource {
  type: MessageType;
  usage: UsageType;
  payload: Payload;
}

/**
 * The message from the project's templates. Undefined if it has none; then our text for the purpose is used. Like the vendor,
 * refuses if the connector has templates but none for this usage.
 */
export function messageFor(
  project: Project,
  { type, usage, payload }: MessageSource,
): Result<CustomMessage, LogtoError<"connector.template_not_found">> {
  const facts = { type: usage, payload: { ...payload } };
  const template = chooseTemplate(project, type, usage, payload.locale);
  if (!template) {
    const { messageConnectors } = project.settings.dialects.logto;
    const isTemplated = messageConnectors.some((one) => one.type === type && one.templates.length > 0);
    if (isTemplated)
      return logtoError("connector.template_not_found", {
        data: { message: `Template not found for type: ${usage}` },
      });
    return ok({ facts });
  }
  const filled = (text: string) => fillTemplate(text, { ...payload, code });
  if (type === "Sms") return ok({ facts, text: filled(template.content) });
  const subject = filled(template.subject).replaceAll(/[\r\n]+/g, " ");
  return ok({
    facts,
    email:
      template.contentType === "text/html"
        ? { subject, html: fillTemplate(template.content, { ...payload, code }, escapeHtml) }
        : { subject, text: filled(template.content) },
  });
}
