import type { Project } from "@/lib/projects";
import type { UsageType } from "./usage";

/** A message template. An SMS has no subject. */
export interface Template {
  subject: string;
  content: string;
  contentType: "text/html" | "text/plain";
}

export type MessageType = "Email" | "Sms";

/**
 * The template for a usage. For email: the one in the person's language, then in the fallback language, then the generic
 * one. After those, the connector's own template for the usage, then its generic one. Null if there is none.
 */
export function chooseTemplate(
  { settings }: Project,
  type: MessageType,
  usage: UsageType,
  locale: string | undefined,
): Template | null {
  const { emailTemplates, messageConnectors, signInExperience } = settings.dialects.logto;
  const { fallbackLanguage } = signInExperience.languageInfo;
  const written = (language: string | undefined, wanted: UsageType) =>
    emailTemplates.find(
      ({ languageTag, templateType }) => languageTag === language && templateType === wanted,
    );
  const custom =
    type === "Email" &&
    (written(locale, usage) ?? written(fallbackLanguage, usage) ?? written(fallbackLanguage, "Generic"));
  if (custom) return { contentType: "text/html", ...custom.details };
  const own = messageConnectors.find((one) => one.type === type)?.templates ?? [];
  const found =
    own.find(({ usageType }) => usageType === usage) ?? own.find(({ usageType }) => usageType === "Generic");
  if (!found) return null;
  return {
    subject: found.subject ?? "",
    content: found.content,
    contentType: found.contentType ?? "text/plain",
  };
}
