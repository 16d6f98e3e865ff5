import { z } from "zod";
import { channelNames } from "../channels";
import { invalidValue } from "../refusals";
import { jsonMap, line } from "../wire/fields";

export const VerificationPath = z.object({ serviceSid: z.string(), sid: z.string() });

/** What an email address or a number in E.164 looks like. The engine decides whether it can exist. */
const recipient = z.unknown().transform((value, context): { email: string } | { phone: string } => {
  const text = typeof value === "string" ? value : "";
  if (text.includes("@") && text.length <= 320) return { email: text };
  if (/^\+[1-9]\d{6,14}$/.test(text)) return { phone: text };
  context.addIssue({ code: "custom", message: invalidValue("To", text) });
  return z.NEVER;
});

/** Letters and digits, so that a code has one spelling. */
const code = z.string().regex(/^[A-Za-z0-9]{4,10}$/);

const amount = z.string().regex(/^\d{1,12}([.,]\d{1,3})?$/);

export const CreateVerificationBody = z.object({
  To: recipient,
  Channel: z.string().toLowerCase().pipe(z.enum(channelNames)),
  CustomFriendlyName: line(1, 32).optional(),
  Locale: z
    .string()
    .regex(/^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,2}$/)
    .optional(),
  CustomCode: code.optional(),
  Amount: amount.optional(),
  Payee: line(1, 100).optional(),
  RateLimits: jsonMap({ entries: 20, length: 1000 }).default({}),
  AppHash: z
    .string()
    .regex(/^[A-Za-z0-9+/]{11}$/)
    .optional(),
  TemplateSid: z.string().max(64).optional(),
  TemplateCustomSubstitutions: jsonMap({ entries: 50, length: 200 }).default({}),
  Tags: jsonMap({ entries: 10, length: 128 }).default({}),
});
export type CreateVerification = z.output<typeof CreateVerificationBody>;

export const UpdateVerificationBody = z.object({ Status: z.enum(["canceled", "approved"]) });

export const CheckVerificationBody = z
  .object({
    Code: z.string().min(4).max(10),
    To: z.string().max(320).optional(),
    VerificationSid: z.string().max(64).optional(),
    Amount: amount.optional(),
    Payee: line(1, 100).optional(),
  })
  .transform((body, context) => {
    if (body.To === undefined) return { ...body, To: undefined };
    const to = recipient.safeParse(body.To);
    if (to.success) return { ...body, To: to.data };
    context.addIssue({ code: "custom", path: ["To"], message: to.error.issues[0]!.message });
    return z.NEVER;
  });
export type CheckVerification = z.output<typeof CheckVerificationBody>;

/** The recipient in a path, where only a verification's own id is more usual. */
export function recipientIn(text: string): { email: string } | { phone: string } | null {
  const parsed = recipient.safeParse(text);
  return parsed.success ? parsed.data : null;
}
