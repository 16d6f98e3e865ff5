import { randomUUID } from "node:crypto";
import { z } from "zod";

/** An email as the stand-in for Resend accepted it. */
export interface AcceptedEmail {
  id: string;
  idempotencyKey: string | null;
  from: string;
  to: string[];
  subject: string;
  text: string | null;
  html: string | null;
  replyTo: string[];
  headers: Record<string, string>;
  tags: Record<string, string>;
}

/** The body of Resend's errors. */
export interface ApiFailure {
  statusCode: number;
  message: string;
  name: string;
}

/** The body of Resend's webhooks (https://resend.com/docs/webhooks/event-types). */
export interface EmailEvent {
  type: string;
  created_at: string;
  data: Record<string, unknown>;
}

/** The documented status of each error (https://resend.com/docs/api-reference/errors). */
const statusOf: Record<string, number> = {
  invalid_idempotency_key: 400,
  missing_api_key: 401,
  restricted_api_key: 401,
  invalid_api_key: 403,
  not_found: 404,
  method_not_allowed: 405,
  invalid_idempotent_request: 409,
  concurrent_idempotent_requests: 409,
  validation_error: 422,
  invalid_attachment: 422,
  invalid_from_address: 422,
  invalid_access: 422,
  invalid_parameter: 422,
  invalid_region: 422,
  missing_required_field: 422,
  monthly_quota_exceeded: 429,
  daily_quota_exceeded: 429,
  rate_limit_exceeded: 429,
  security_error: 451,
  application_error: 500,
  internal_server_error: 500,
};

export function failureOf(name: string, message?: string, statusCode?: number): ApiFailure {
  return {
    statusCode: statusCode ?? statusOf[name] ?? 400,
    message: message ?? name.replaceAll("_", " "),
    name,
  };
}

const address = /^(?:[^<>\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/;
const addresses = z
  .union([z.string().regex(address), z.array(z.string().regex(address)).min(1).max(50)])
  .transform((given) => [given].flat());
const tag = z.string().regex(/^[A-Za-z0-9_-]{1,256}$/);

/** The fields of https://resend.com/docs/api-reference/emails/send-email that verification mail can need. */
const sendEmail = z.strictObject({
  from: z.string().regex(address),
  to: addresses,
  subject: z.string(),
  text: z.string().optional(),
  html: z.string().optional(),
  reply_to: addresses.optional(),
  headers: z.record(z.string().regex(/^[!-9;-~]+$/), z.string().regex(/^[^\r\n]*$/)).optional(),
  tags: z.array(z.strictObject({ name: tag, value: tag })).optional(),
});

/** The email in a request body, or Resend's error. */
export function checkEmail(
  contentType: string | undefined,
  body: unknown,
  domains: readonly string[] | undefined,
): Omit<AcceptedEmail, "id" | "idempotencyKey"> | ApiFailure {
  if (!contentType?.startsWith("application/json") || typeof body !== "object" || body === null) {
    return failureOf("validation_error", "The request body is not JSON.", 400);
  }
  const missing = ["from", "to", "subject"].filter((field) => !(field in body));
  if (missing.length > 0) return failureOf("missing_required_field", `Missing \`${missing[0]}\` field.`);
  const parsed = sendEmail.safeParse(body);
  if (!parsed.success) return failureOfField(parsed.error.issues[0]);
  const { from, to, subject, text = null, html = null, reply_to = [], headers = {}, tags = [] } = parsed.data;
  if (text === null && html === null) {
    return failureOf("missing_required_field", "Missing `html` or `text` field.");
  }
  const domain = /@([^@>]+)>?$/.exec(from)?.[1] ?? "";
  if (domains && !domains.includes(domain)) {
    return failureOf("validation_error", `The ${domain} domain is not verified.`, 403);
  }
  const byName = Object.fromEntries(tags.map(({ name, value }) => [name, value]));
  return { from, to, subject, text, html, replyTo: reply_to, headers, tags: byName };
}

function failureOfField(issue: z.core.$ZodIssue | undefined): ApiFailure {
  const field = issue?.code === "unrecognized_keys" ? issue.keys[0] : String(issue?.path[0] ?? "");
  if (field === "from") return failureOf("invalid_from_address", "Invalid `from` field.");
  return failureOf("validation_error", `Invalid \`${field}\` field.`);
}

/** An event about an email. `details` are the members that only some events have, such as `bounce`. */
export function eventOf(
  type: string,
  { id, from, to, subject, tags }: AcceptedEmail,
  details: Record<string, unknown> = {},
): EmailEvent {
  const now = new Date().toISOString();
  return {
    type,
    created_at: now,
    data: {
      created_at: now,
      email_id: id,
      message_id: `<${id}@us-east-1.amazonses.com>`,
      from,
      to,
      subject,
      tags,
      ...details,
    },
  };
}

/** The answer to `GET /domains`, https://resend.com/docs/api-reference/domains/list-domains. */
export function domainList(names: readonly string[] = ["example.com"]) {
  const created_at = new Date().toISOString();
  const data = names.map((name) => ({
    id: randomUUID(),
    name,
    status: "verified",
    created_at,
    region: "us-east-1",
  }));
  return { object: "list", has_more: false, data };
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
