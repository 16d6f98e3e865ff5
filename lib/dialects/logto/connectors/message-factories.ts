import { z } from "zod/v3";
import { type Config, configOf, type MessageFactory, text, url } from "./factory";

const emailTemplate = z.object({
  usageType: text,
  contentType: z.enum(["text/plain", "text/html"]),
  subject: text,
  content: text,
});

/** The templates of message connectors. The mocks have no content type. */
const templates = (of: z.ZodTypeAny) =>
  z
    .array(of)
    .refine(
      (given) =>
        ["Register", "SignIn", "ForgotPassword", "Generic"].every((wanted) =>
          given.some(({ usageType }) => usageType === wanted),
        ),
      { message: "Template with UsageType (Register, SignIn, ForgotPassword, Generic) should be provided!" },
    );

const smtp: MessageFactory = {
  id: "simple-mail-transfer-protocol",
  type: "Email",
  target: "smtp",
  name: "SMTP",
  description: "Sends mail through any mail server.",
  schema: configOf({
    host: text,
    port: z.number().int().min(1).max(65_535),
    auth: z
      .object({ user: text.optional(), pass: text.optional(), type: z.literal("login").optional() })
      .passthrough(),
    fromEmail: text.regex(/^[^\r\n]*\S+@\S+[^\r\n]*$/),
    replyTo: text.optional(),
    secure: z.boolean().default(false),
    templates: templates(emailTemplate),
  }),
  secrets: ["auth.pass"],
  carrier: {
    kind: "smtp",
    toConfig({ host, port, secure, auth, fromEmail, replyTo, ignoreTLS, tls }) {
      const { user, pass } = (auth ?? {}) as { user?: string; pass?: string };
      const isTrusting = (tls as { rejectUnauthorized?: boolean } | undefined)?.rejectUnauthorized === false;
      // A server whose certificate is not checked must not get codes. Configure its certificate in the console instead.
      if (isTrusting && secure) return null;
      const security = secure ? "tls" : ignoreTLS || isLoopback(host) ? "none" : "starttls";
      return {
        host,
        port,
        security,
        from: fromEmail,
        ...(typeof replyTo === "string" && replyTo !== "" && { replyTo }),
        ...(user && { user }),
        ...(pass && { password: pass }),
      };
    },
  },
};

const endpoint = configOf({ endpoint: url, authorization: text.optional() });
const toHttp = ({ endpoint, authorization }: Config) => ({
  endpoint,
  ...(typeof authorization === "string" && authorization !== "" && { authorization }),
});

const httpEmail: MessageFactory = {
  id: "http-email",
  type: "Email",
  target: "http-email",
  name: "HTTP email",
  description: "Posts each mail to an endpoint of your own.",
  schema: endpoint,
  secrets: ["authorization"],
  carrier: { kind: "http", toConfig: toHttp },
};

const httpSms: MessageFactory = {
  ...httpEmail,
  id: "http-sms",
  type: "Sms",
  target: "http-sms",
  name: "HTTP SMS",
  description: "Posts each SMS to an endpoint of your own.",
};

/** Written to where the vendor's tests look (`mock-record.ts`). */
const mockEmail: MessageFactory = {
  id: "mock-email-service",
  type: "Email",
  target: "mock-mail",
  name: "Mock Mail Service",
  description: "Writes each mail to a file, for tests.",
  schema: configOf({
    apiKey: text,
    fromEmail: text,
    fromName: text.optional(),
    templates: z.array(
      z.object({ usageType: text, type: z.enum(["text/plain", "text/html"]), subject: text, content: text }),
    ),
  }),
  secrets: [],
  carrier: null,
  isTest: true,
};

const mockSms: MessageFactory = {
  id: "mock-short-message-service",
  type: "Sms",
  target: "mock-sms",
  name: "Mock SMS Service",
  description: "Writes each SMS to a file, for tests.",
  schema: configOf({
    accountSID: text,
    authToken: text,
    fromMessagingServiceSID: text,
    templates: z.array(z.object({ usageType: text, content: text })),
  }),
  secrets: [],
  carrier: null,
  isTest: true,
};

/** How a provider that was not created by this API is shown to the vendor's clients. They cannot create one. */
export const builtInFactories: Record<"Email" | "Sms", MessageFactory> = {
  Email: {
    ...httpEmail,
    id: "countersign-email",
    target: "countersign-email",
    name: "Provider",
    description: "A provider of the project, set up in its console.",
    schema: configOf({}),
    secrets: [],
    carrier: null,
  },
  Sms: {
    ...httpSms,
    id: "countersign-sms",
    target: "countersign-sms",
    name: "Provider",
    description: "A provider of the project, set up in its console.",
    schema: configOf({}),
    secrets: [],
    carrier: null,
  },
};

export const messageFactories: readonly MessageFactory[] = [smtp, httpEmail, httpSms, mockEmail, mockSms];

function isLoopback(host: unknown): boolean {
  return host === "localhost" || host === "127.0.0.1" || host === "::1";
}
