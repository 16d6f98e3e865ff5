import type { LogtoMessageConnector } from "@/lib/projects";

interface Given {
  usageType: string;
  subject?: string;
  content: string;
  contentType?: "text/html" | "text/plain";
  /** The mocks' name for the content type. */
  type?: "text/html" | "text/plain";
}

/** The templates of a validated config. */
export function templatesOf({ templates = [] }: Record<string, unknown>): LogtoMessageConnector["templates"] {
  return (templates as Given[]).map(({ usageType, subject, content, contentType, type }) => ({
    usageType,
    content,
    ...(subject !== undefined && { subject }),
    ...((contentType ?? type) && { contentType: contentType ?? type }),
  }));
}
