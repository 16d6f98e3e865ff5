import { z } from "zod";

const sid = (prefix: string) => new RegExp(`^${prefix}[0-9a-f]{32}$`);
const secret = z.string().min(1).max(200);
const phoneNumber = /^\+[1-9]\d{6,14}$/;
/** https://www.twilio.com/docs/glossary/what-alphanumeric-sender-id */
export const senderName = /^(?=.*[A-Za-z])[A-Za-z0-9 &+_-]{1,11}$/;
export const messagingService = sid("MG");

function isSmsSender(text: string): boolean {
  return [messagingService, phoneNumber, /^\d{3,8}$/, senderName].some((form) => form.test(text));
}

/** `HX…` for all languages, or one for each: `en=HX…, de=HX…`. */
const contentSids = /^(?:HX[0-9a-f]{32}|[a-z]{2}=HX[0-9a-f]{32}(?:\s*,\s*[a-z]{2}=HX[0-9a-f]{32})*)$/;

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Whether a URL is of this machine, which nothing outside can reach. */
export function isLoopback(url: string): boolean {
  return loopback.has(new URL(url).hostname);
}

const fields = z.strictObject({
  accountSid: z
    .string()
    .regex(sid("AC"), "expected AC and 32 hexadecimal digits")
    .meta({ examples: ["AC0123456789abcdef0123456789abcdef"] }),
  authToken: secret.optional().meta({ writeOnly: true }),
  apiKeySid: z.string().regex(sid("SK"), "expected SK and 32 hexadecimal digits").optional(),
  apiKeySecret: secret.optional().meta({ writeOnly: true }),
  smsFrom: z
    .string()
    .refine(
      isSmsSender,
      "expected a messaging service (MG…), a number with +, a short code, or a name of up to 11 characters",
    )
    .optional()
    .meta({ examples: ["MG0123456789abcdef0123456789abcdef", "+15005550006", "Acme"] }),
  voiceFrom: z
    .string()
    .regex(phoneNumber, "expected a number with +")
    .optional()
    .meta({ examples: ["+15005550006"] }),
  whatsappFrom: z
    .string()
    .refine(
      (text) => phoneNumber.test(text) || messagingService.test(text),
      "expected a number with +, or a messaging service (MG…)",
    )
    .optional()
    .meta({ examples: ["+14155238886"] }),
  whatsappContentSid: z
    .string()
    .max(1000)
    .regex(contentSids, "expected HX and 32 hexadecimal digits, or en=HX…, de=HX…")
    .optional()
    .meta({ examples: ["HX0123456789abcdef0123456789abcdef"] }),
  edge: z
    .string()
    .regex(/^[a-z0-9-]{1,30}$/)
    .optional()
    .meta({ examples: ["dublin"] }),
  region: z
    .string()
    .regex(/^[a-z0-9]{2,10}$/)
    .optional()
    .meta({ examples: ["ie1"] }),
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .max(1000)
    .refine(isSafeBaseUrl, "expected an https URL without user, query and fragment")
    .optional(),
});

/** The config of the Twilio provider. */
export const twilioConfig = fields.superRefine((given, context) => {
  const complain = (path: keyof typeof given, message: string) =>
    context.addIssue({ code: "custom", path: [path], message });
  if (given.apiKeySid && !given.apiKeySecret) complain("apiKeySecret", "an API key needs its secret");
  if (given.apiKeySecret && !given.apiKeySid) complain("apiKeySid", "a secret needs its API key");
  if (!given.apiKeySid && !given.authToken) complain("authToken", "expected an auth token or an API key");
  if (!given.smsFrom && !given.voiceFrom && !given.whatsappFrom)
    complain("smsFrom", "expected a sender for SMS, calls or WhatsApp");
});
export type TwilioConfig = z.output<typeof twilioConfig>;

/** The credentials are sent to it, so it is https. Test servers on this machine can be plain http. */
function isSafeBaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  return (protocol === "https:" || loopback.has(hostname)) && `${username}${password}${search}${hash}` === "";
}
