import { z } from "zod";

/** A path segment with any content. The framework can pass it still encoded. */
const part = z
  .string()
  .max(1000)
  .transform((text, context) => {
    const value = decoded(text);
    if (value?.isWellFormed() && !value.includes("\0")) return value;
    context.addIssue({ code: "custom", message: "must be text" });
    return z.NEVER;
  });

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

export const UserPath = z.object({ userId: part });
export const EmailPath = z.object({ email: part });
export const PhoneNumberPath = z.object({ phoneNumber: part });
export const UserEmailPath = z.object({ userId: part, email: part });
export const UserPhoneNumberPath = z.object({ userId: part, phoneNumber: part });
export const UsernamePath = z.object({ username: part });
export const WebhookPath = z.object({ webhookId: part });
export const ExternalIdPath = z.object({ externalId: part });

export const LinkQuery = z.object({ token: z.string() });
export const CompletionQuery = z.object({ code: z.string() });
