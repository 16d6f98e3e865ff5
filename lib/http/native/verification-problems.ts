import { secondsUntil } from "@/lib/time";
import type { UserRefusal } from "@/lib/users";
import type {
  CancelRefusal,
  CheckRefusal,
  ResendRefusal,
  SetIdentifierRefusal,
  StartRefusal,
} from "@/lib/verification";
import type { Problem } from "./problems";
import type { SocialCode } from "./social-problems";

/** Every "no" of `lib/verification`'s verbs that this API calls. */
export type VerificationRefusal =
  | StartRefusal
  | CheckRefusal
  | ResendRefusal
  | SetIdentifierRefusal
  | CancelRefusal;

/** Some are the directory's or the connectors' too, and spelled there. */
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
    title: "The project has no such purpose.",
    detail: (r) => `“${r.purpose}” has no policy.`,
    advice: "Use confirm or authenticate, or give the purpose a policy in the project's settings.",
  },
  lifetime_out_of_bounds: {
    status: 422,
    title: "The lifetime is out of bounds.",
    detail: (r) => `expiresInSeconds may be ${r.least} to ${r.most} here.`,
    members: (r) => ({ least: r.least, most: r.most }),
    advice:
      "Ask for less, or raise lifetimeSeconds in the purpose's policy. Codes by SMS never live longer than ten minutes.",
  },
  return_url_not_allowed: {
    status: 422,
    title: "The return URL is not allowed.",
    detail: () => "It is not in the project's list, which is compared exactly.",
    advice:
      "Add the URL to returnUrls of the project. Only exact matches count, so that nobody can send people elsewhere.",
  },
  channel_not_supported: {
    status: 422,
    title: "The identifier cannot be reached this way.",
    detail: (r) => `Not by ${r.channel}.`,
    advice: "Email addresses take email, phone numbers take sms.",
  },
  channel_not_configured: {
    status: 422,
    title: "No provider carries this channel.",
    detail: (r) => `The project has no enabled provider for ${r.channel}.`,
    advice: "Enable a provider for the channel in the console, under Providers.",
  },
  country_not_allowed: {
    status: 422,
    title: "Numbers of this country are not served.",
    detail: (r) =>
      r.country
        ? `${r.country} is not in the project's list of countries.`
        : "The number belongs to no country.",
    advice: "Add the country to the project's settings, if people there are to be served.",
  },
  send_limit_reached: {
    status: 429,
    title: "Too many messages.",
    detail: (r) => `At most ${r.max} messages in ${r.windowSeconds} seconds are sent per ${r.by}.`,
    members: (r) => ({ violatedPolicies: [r.by], ...retryAfter(r) }),
    advice:
      "Nothing was sent or changed. Wait as long as Retry-After says; the limits are part of the purpose's policy.",
  },

  verification_not_found: {
    status: 404,
    title: "There is no such verification.",
    detail: () => "The id belongs to no verification of this project.",
    advice: "Check the id and the project of the API key. Old verifications are deleted by retention.",
  },
  code_mismatch: {
    status: 422,
    title: "The code does not match.",
    detail: (r) => left(r.attemptsLeft),
    members: (r) => ({ attemptsLeft: r.attemptsLeft }),
    advice: "Let the person try again while attempts are left.",
  },
  verification_expired: {
    status: 410,
    title: "The verification has expired.",
    detail: () => "Its time is over. Start a new one.",
    members: (r) => ({ expiredAt: r.expiredAt.toISOString() }),
    advice: "Start a new verification.",
  },
  already_verified: {
    status: 409,
    title: "The verification is already verified.",
    detail: () => "A code works once.",
    advice: "Read the verification: it shows when and how it was proven.",
  },
  verification_canceled: {
    status: 409,
    title: "The verification was canceled.",
    detail: () => "It was canceled, or a newer one took its place.",
    advice: "Use the newest verification for this recipient.",
  },
  attempts_exhausted: {
    status: 423,
    title: "No attempts are left.",
    detail: () => "Start a new verification.",
    advice: "Too many wrong codes. Start a new verification; the link in the message still works.",
  },
  guess_budget_exhausted: {
    status: 429,
    title: "Too many wrong codes for this recipient.",
    detail: () => "Codes are refused for a while; the link in the message still works.",
    members: retryAfter,
    advice:
      "Somebody entered many wrong codes for this recipient, over several verifications. Wait, or let the person use the link.",
  },
  identifier_mismatch: {
    status: 409,
    title: "The verification is about something else.",
    detail: () => "What you expected is not what it is about. No attempt was counted.",
    advice: "Compare `expect` with the verification. A swapped id must not prove another address.",
  },
  verification_not_pending: {
    status: 409,
    title: "The verification is no longer pending.",
    detail: (r) => `It is ${r.status}.`,
    members: (r) => ({ verificationStatus: r.status }),
    advice: "Start a new verification.",
  },
  nothing_to_resend: {
    status: 409,
    title: "Nothing was sent yet.",
    detail: () => "The person has not said yet whom to write to.",
    advice: "Send the person to the portal.",
  },
  resend_too_soon: {
    status: 429,
    title: "It is too soon to send again.",
    detail: (r) => `Wait ${retryAfter(r).retryAfterSeconds} seconds.`,
    members: retryAfter,
    advice: "Wait as long as Retry-After says; the wait doubles with each message.",
  },
  sends_exhausted: {
    status: 429,
    title: "No more messages for this verification.",
    detail: (r) => `All ${r.max} were sent.`,
    members: (r) => ({ max: r.max }),
    advice: "Start a new verification, or ask whether the address is right.",
  },
  identifier_fixed: {
    status: 409,
    title: "The identifier is fixed.",
    detail: () => "Whoever started the verification named it.",
    advice: "Start another verification for the other identifier.",
  },
};
