import { toTypeId } from "@/lib/id";
import { secondsUntil } from "@/lib/time";
import type { UserRefusal } from "@/lib/users";
import type {
  CancelRefusal,
  CheckRefusal,
  ReceiptRefusal,
  ResendRefusal,
  SetIdentifierRefusal,
  StartRefusal,
} from "@/lib/verification";
import type { Problem } from "./problem";
import type { SocialCode } from "./social-problems";

/** Every refusal of the engine verbs this API calls. */
export type VerificationRefusal =
  | StartRefusal
  | CheckRefusal
  | ResendRefusal
  | SetIdentifierRefusal
  | CancelRefusal
  | ReceiptRefusal;

/** Without those that are listed in another table. */
type Own = Exclude<VerificationRefusal["code"], UserRefusal["code"] | SocialCode>;

const retryAfter = ({ retryAt, now }: { retryAt: Date; now: Date }) => ({
  retryAfterSeconds: Math.max(1, secondsUntil(retryAt, now)),
});
const left = (count: number) => (count === 1 ? "1 attempt is left." : `${count} attempts are left.`);

export const verificationProblems: {
  [C in Own]: Problem<Extract<VerificationRefusal, { code: C }>>;
} = {
  purpose_unknown: {
    status: 422,
    title: "Unknown purpose.",
    detail: (r) => `The project has no policy for “${r.purpose}”.`,
    advice: "Use `confirm` or `authenticate`, or add a policy for the purpose to the project.",
  },
  lifetime_out_of_bounds: {
    status: 422,
    title: "The lifetime is out of range.",
    detail: (r) => `expiresInSeconds must be between ${r.least} and ${r.most}.`,
    members: (r) => ({ least: r.least, most: r.most }),
    advice:
      "Use a value in that range, or raise `lifetimeSeconds` in the purpose's policy. SMS codes never last longer than ten minutes.",
  },
  return_url_not_allowed: {
    status: 422,
    title: "The return URL is not allowed.",
    detail: () => "It does not exactly match any of the project's return URLs.",
    advice:
      "Add the URL to the project's `returnUrls`. Only exact matches are accepted, so that nobody can redirect people elsewhere.",
  },
  channel_not_supported: {
    status: 422,
    title: "The channel does not fit the identifier.",
    detail: (r) => `It cannot be reached by ${r.channel}.`,
    advice: "Use `email` for email addresses, and `sms`, `voice` or `whatsapp` for phone numbers.",
  },
  channel_not_configured: {
    status: 422,
    title: "No provider for this channel.",
    detail: (r) => `The project has no enabled provider for ${r.channel}.`,
    advice: "Enable a provider for the channel in the console, under Providers.",
  },
  country_not_allowed: {
    status: 422,
    title: "Phone numbers from this country are not allowed.",
    detail: (r) =>
      r.country
        ? `${r.country} is not in the project's list of countries.`
        : "The number does not belong to a country.",
    advice: "To serve people there, add the country to the project's `countries`.",
  },
  recipient_suppressed: {
    status: 422,
    title: "The recipient is on the suppression list.",
    detail: (r) =>
      `Earlier messages could not be delivered there or were not wanted, so the project sends it nothing by ${r.channel}.`,
    advice:
      "Nothing was sent or changed. If the address works again, remove it from the project's suppressions, in the console or by API.",
  },
  send_blocked: {
    status: 422,
    title: "The message was refused to prevent fraud.",
    detail: (r) => r.explanation,
    members: (r) => ({ rule: r.rule, retryAfterSeconds: r.retryAfterSeconds }),
    advice:
      "Nothing was sent. The project's Protection page shows the rule and what it counted. Recipients that you trust belong on its safe list.",
  },
  recipient_unreachable: {
    status: 422,
    title: "The message could not be delivered.",
    detail: (r) => `${r.provider} refused it: ${r.explanation}`,
    members: (r) => ({
      reason: r.reason,
      provider: r.provider,
      providerCode: r.providerCode,
      verificationId: toTypeId("ver", r.verification.id),
    }),
    advice:
      "Check the address with the person. The verification is still pending: send the code on another channel, or start a new one. With `reason` other than `recipient_rejected`, check the provider's settings.",
  },
  send_limit_reached: {
    status: 429,
    title: "Too many messages.",
    detail: (r) => `The limit is ${r.max} messages in ${r.windowSeconds} seconds per ${r.by}.`,
    members: (r) => ({
      violatedPolicies: [r.by],
      ...(r.key !== undefined && { key: r.key }),
      ...retryAfter(r),
    }),
    advice:
      "Nothing was sent or changed. Wait for the time in Retry-After. The limits are part of the purpose's policy and of the project's protection; those per `caller` are the request's own.",
  },

  verification_not_found: {
    status: 404,
    title: "Verification not found.",
    detail: () => "The project has no verification with this id.",
    advice:
      "Check the id and which project the API key belongs to. Old verifications are deleted by retention.",
  },
  code_mismatch: {
    status: 422,
    title: "Wrong code.",
    detail: (r) => left(r.attemptsLeft),
    members: (r) => ({ attemptsLeft: r.attemptsLeft }),
    advice: "Ask the person to check the code and try again while attempts are left.",
  },
  verification_expired: {
    status: 410,
    title: "The verification has expired.",
    detail: () => "It can no longer be answered.",
    members: (r) => ({ expiredAt: r.expiredAt.toISOString() }),
    advice: "Start a new verification.",
  },
  already_verified: {
    status: 409,
    title: "The verification is already verified.",
    detail: () => "A code works only once.",
    advice: "Get the verification to see when and how it was verified.",
  },
  verification_canceled: {
    status: 409,
    title: "Verification canceled.",
    detail: () => "It was canceled, or replaced by a newer one.",
    advice: "Use the newest verification for this recipient.",
  },
  attempts_exhausted: {
    status: 423,
    title: "No attempts are left.",
    detail: () => "Too many wrong codes were entered.",
    advice: "Start a new verification; the link in the message still works.",
  },
  guess_budget_exhausted: {
    status: 429,
    title: "Too many wrong codes for this recipient.",
    detail: () => "Codes are refused for now. The link in the message still works.",
    members: retryAfter,
    advice:
      "Too many wrong codes were entered for this recipient across several verifications. Wait, or use the link in the message.",
  },
  identifier_mismatch: {
    status: 409,
    title: "The verification does not match `expect`.",
    detail: () => "It is for another identifier, user or purpose. No attempt was counted.",
    advice:
      "Compare `expect` with the verification. This check prevents a swapped id from proving another address.",
  },
  verification_not_pending: {
    status: 409,
    title: "The verification is no longer pending.",
    detail: (r) => `It is ${r.status}.`,
    members: (r) => ({ verificationStatus: r.status }),
    advice: "Start a new verification.",
  },
  verification_not_verified: {
    status: 409,
    title: "The verification is not verified.",
    detail: (r) => `It is ${r.status}.`,
    members: (r) => ({ verificationStatus: r.status }),
    advice: "Wait until it is verified. A locked one can still be verified by its link.",
  },
  nothing_to_resend: {
    status: 409,
    title: "Nothing has been sent yet.",
    detail: () => "The person has not entered an address or number yet.",
    advice: "Send the person to the portal.",
  },
  resend_too_soon: {
    status: 429,
    title: "Too soon to send again.",
    detail: (r) => `Wait ${retryAfter(r).retryAfterSeconds} seconds.`,
    members: retryAfter,
    advice: "Wait for the time in Retry-After. The wait doubles with each message.",
  },
  sends_exhausted: {
    status: 429,
    title: "No sends are left for this verification.",
    detail: (r) => `All ${r.max} messages have been sent.`,
    members: (r) => ({ max: r.max }),
    advice: "Check the address with the person, then start a new verification.",
  },
  identifier_fixed: {
    status: 409,
    title: "The identifier cannot be changed.",
    detail: () => "It was set when the verification was started.",
    advice: "Start another verification for the other identifier.",
  },
};
