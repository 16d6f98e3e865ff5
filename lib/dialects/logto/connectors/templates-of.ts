import type { LogtoMessageConnector } from "@/lib/projects";

interface Given {
  usageType: string;
  subject?: string;
  content: string;
  contentType?: "text/html" | "text/plain";
  /** The mocks' word for the content type. */
  type?: "text/html" | "text/plain";
}

/** The templates of a config that its factory's form has let through. */
export function templatesOf({ templates = [] }: Record<string, unknown>): LogtoMessageConnector["templates"] {
  return (templates as Given[]).map(({ usageType, subject, content, contentType, type }) => ({
    usageType,
    content,
    ...(subject !== undefined && { subject }),
    ...((contentType ?? type) && { contentType: contentType ?? type }),
  }));
}
