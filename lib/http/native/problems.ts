import type { AccessRefusal } from "@/lib/access";
import { secondsUntil } from "@/lib/time";
import type { UserRefusal } from "@/lib/users";
import type {
  CancelRefusal,
  CheckRefusal,
  ResendRefusal,
  SetIdentifierRefusal,
  StartRefusal,
} from "@/lib/verification";
import type { EdgeRefusal } from "../protocol";
import { accessProblems } from "./access-problems";
import { type DeliveryRefusal, deliveryProblems } from "./delivery-problems";
import { directoryProblems } from "./directory-problems";

/** Refusals of calls that only this API has. */
export type OwnRefusal = { code: "event_not_found" } | { code: "metrics_closed" };

/** Every "no" the native API may have to spell. */
export type NativeRefusal =
  | StartRefusal
  | CheckRefusal
  | ResendRefusal
  | SetIdentifierRefusal
  | CancelRefusal
  | UserRefusal
  | AccessRefusal
  | DeliveryRefusal
  | OwnRefusal;

export interface Problem<R> {
  status: number;
  title: string;
  /** One sentence about this occurrence. */
  detail: (refusal: R) => string;
  /** What a program needs to go on. */
  members?: (refusal: R) => Record<string, unknown>;
  /** For /docs/problems/{code}: what it means and what to do next. */
  advice: string;
}

type All = NativeRefusal | EdgeRefusal;
type Table = { [C in All["code"]]: Problem<Extract<All, { code: C }>> };

const retryAfter = ({ retryAt, now }: { retryAt: Date; now: Date }) => ({
  retryAfterSeconds: Math.max(1, secondsUntil(retryAt, now)),
});
const left = (count: number) => (count === 1 ? "1 attempt is left." : `${count} attempts are left.`);

/** The spelling of every refusal, complete by type: a new one does not compile until it stands here. */
export const problems: Table = {
  unauthorized: {
    status: 401,
    title: "The API key is missing or not valid.",
    detail: () => "Send Authorization: Bearer <API key>.",
    advice:
      "Check that the header is sent, and that the key was not revoked and has not ended. Keys are made in the console under Developers, API keys.",
  },
  insufficient_scope: {
    status: 403,
    title: "The API key lacks a scope.",
    detail: (r) => `This call needs the scope ${r.scope}.`,
    members: (r) => ({ scope: r.scope }),
    advice: "Use a key that has the scope named in `scope`, or make one.",
  },
  not_found: {
    status: 404,
    title: "There is nothing here.",
    detail: () => "The path is unknown, or an id in it is malformed.",
    advice: "Compare the path with the reference. Ids carry a prefix, such as ver_.",
  },
  method_not_allowed: {
    status: 405,
    title: "This path does not take this method.",
    detail: (r) => `It takes ${r.allow.join(", ")}.`,
    members: (r) => ({ allow: r.allow }),
    advice: "Use one of the methods of the Allow header.",
  },
  body_too_large: {
    status: 413,
    title: "The body is too large.",
    detail: (r) => `At most ${r.maxBodyBytes} bytes are read.`,
    members: (r) => ({ maxBodyBytes: r.maxBodyBytes }),
    advice: "Send less. Metadata is for references, not for documents.",
  },
  media_type_unsupported: {
    status: 415,
    title: "The body must be JSON.",
    detail: () => "Send Content-Type: application/json.",
    advice: "Encode the body as JSON and say so in the Content-Type header.",
  },
  request_invalid: {
    status: 400,
    title: "The request is malformed.",
    detail: (r) =>
      r.violations.length === 1
        ? r.violations[0]!.message
        : `${r.violations.length} things are wrong with it.`,
    members: (r) => ({
      violations: r.violations.map(({ part, pointer, message }) => ({
        ...(part === "body" ? {} : { part }),
        pointer,
        message,
      })),
    }),
    advice:
      "`violations` lists everything that is wrong, each with a JSON Pointer to the member. Unknown members are refused too, so that a typo is not silently ignored.",
  },
  quota_exceeded: {
    status: 429,
    title: "Too many requests.",
    detail: (r) => `${r.quota} requests in ${r.windowSeconds} seconds are allowed.`,
    members: (r) => ({ violatedPolicies: [r.policy], retryAfterSeconds: r.retryAfterSeconds }),
    advice: "Wait as long as Retry-After says. The RateLimit header of every answer shows what is left.",
  },
  idempotency_key_invalid: {
    status: 400,
    title: "The Idempotency-Key is malformed.",
    detail: () => "Send 1 to 255 visible ASCII characters, in quotes or bare.",
    advice: "A random UUID is a good key.",
  },
  idempotency_key_reused: {
    status: 422,
    title: "The Idempotency-Key was used for another request.",
    detail: () => "The same key came with a different payload.",
    advice: "Use a new key for every new operation, and repeat a key only with the very same request.",
  },
  idempotency_in_flight: {
    status: 409,
    title: "The first request with this Idempotency-Key still runs.",
    detail: () => "Ask again in a moment to get its answer.",
    members: (r) => ({ retryAfterSeconds: r.retryAfterSeconds }),
    advice: "Repeat the same request after a second.",
  },
  unavailable: {
    status: 503,
    title: "The service cannot answer now.",
    detail: () => "Nothing was changed. Try again in a few seconds.",
    members: (r) => ({ retryAfterSeconds: r.retryAfterSeconds }),
    advice:
      "The database could not be reached. Repeat the request, with an Idempotency-Key if it creates or sends.",
  },
  internal_error: {
    status: 500,
    title: "Something went wrong on our side.",
    detail: () => "It was logged under the request id.",
    advice: "This is a bug. Report it with the request id.",
  },

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

  event_not_found: {
    status: 404,
    title: "There is no such event.",
    detail: () => "The id belongs to no event of this project.",
    advice: "List the events to see their ids.",
  },

  ...directoryProblems,
  ...accessProblems,
  ...deliveryProblems,

  metrics_closed: {
    status: 403,
    title: "The metrics are not for everybody.",
    detail: () => "Ask from this machine, or send Authorization: Bearer <METRICS_TOKEN>.",
    advice: "Set METRICS_TOKEN where Countersign runs, and give the same to the scraper.",
  },
};
