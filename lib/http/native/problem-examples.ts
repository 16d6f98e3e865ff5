import type { LoadedVerification } from "@/lib/verification";
import type { EdgeRefusal } from "../protocol";
import { type ProblemOccurrence, problemDocument } from "./problem-document";
import { type NativeRefusal, problems } from "./problems";

type All = NativeRefusal | EdgeRefusal;
type Facts<C extends All["code"]> = Omit<Extract<All, { code: C }>, "code">;
/** The refusals that carry more than a code. */
type WithFacts = { [C in All["code"]]: keyof Facts<C> extends never ? never : C }[All["code"]];

const now = new Date("2026-01-31T09:30:00.000Z");
const retryAt = new Date("2026-01-31T09:30:24.000Z");

/** An example of each refusal that carries more than a code, for the reference. Complete by type. */
const facts: { [C in WithFacts]: Facts<C> } = {
  insufficient_scope: { scope: "verifications:write" },
  method_not_allowed: { allow: ["GET", "HEAD", "POST", "OPTIONS"] },
  body_too_large: { maxBodyBytes: 65_536 },
  request_invalid: {
    violations: [{ part: "body", pointer: "/emial", message: "Unknown member." }],
  },
  quota_exceeded: { policy: "requests", quota: 6000, windowSeconds: 60, retryAfterSeconds: 42 },
  idempotency_in_flight: { retryAfterSeconds: 1 },
  unavailable: { retryAfterSeconds: 5 },
  email_invalid: { reason: "It needs a name and an @, as in jane@example.com." },
  phone_invalid: { reason: "It is too short for Germany." },
  purpose_unknown: { purpose: "confrim" },
  scope_not_held: { scope: "inbox:read" },
  lifetime_out_of_bounds: { least: 60, most: 600 },
  channel_not_supported: { channel: "sms" },
  channel_not_configured: { channel: "sms" },
  country_not_allowed: { country: "GB" },
  send_blocked: {
    rule: "prefix_paused",
    explanation: "Messages to +3712 are paused: of 120 codes sent there in the last hour, 1 was entered.",
    retryAfterSeconds: 1800,
  },
  recipient_suppressed: { channel: "email" },
  recipient_unreachable: {
    reason: "recipient_rejected",
    explanation: "The 'To' number is not a valid phone number.",
    providerCode: "21211",
    provider: "twilio",
    verification: { id: "01936935-a1c6-7b84-a3d5-b6b9a1b2c3d4" } as LoadedVerification,
  },
  send_limit_reached: { by: "recipient", max: 10, windowSeconds: 3600, retryAt, now },
  code_mismatch: { attemptsLeft: 4 },
  verification_expired: { expiredAt: now, matched: false, attemptsLeft: 4 },
  already_verified: { raced: false },
  attempts_exhausted: { isExpired: false },
  guess_budget_exhausted: { retryAt, now },
  verification_not_verified: { status: "pending" },
  verification_not_pending: { status: "expired" },
  resend_too_soon: { retryAt, now },
  sends_exhausted: { max: 5 },
  provider_kind_unknown: { known: ["inbox", "smtp", "http"] },
  provider_channel_unsupported: { channel: "sms" },
  provider_order_invalid: { expected: ["01936935-a1c6-7b84-a3d5-b6b9a1b2c3d4"] },
  provider_config_invalid: { violations: [{ pointer: "/config/host", message: "expected a host or a url" }] },
  countries_required: { suggested: ["DE", "GB", "US"] },
  connector_kind_unknown: { known: ["google", "microsoft", "github", "oidc", "oauth2"] },
  connector_target_taken: { target: "google" },
  connector_config_invalid: { violations: [{ pointer: "/config/issuer", message: "expected an https URL" }] },
  authorizations_exhausted: { max: 20 },
  authorization_expired: { expiredAt: now },
  authorization_denied: { explanation: "The user denied the request." },
  provider_refused: { error: "invalid_client", explanation: "The client secret is wrong." },
  provider_unavailable: {
    explanation: "The provider could not be reached: it did not answer within 10 seconds.",
  },
  provider_answer_invalid: { explanation: 'unexpected JWT "aud" (audience) claim value.' },
  delivery_not_cancelable: { outcome: "accepted" },
  delivery_not_retryable: { outcome: "accepted" },
  webhook_url_forbidden: { explanation: "it is on a private network" },
  webhook_endpoints_exhausted: { max: 50 },
};

/** An example problem document for a code. */
export function exampleProblem(code: All["code"], occurrence: Omit<ProblemOccurrence, "requestId">) {
  const examples: Partial<Record<string, object>> = facts;
  const refusal = { ...examples[code], code } as All;
  return problemDocument(refusal, { ...occurrence, requestId: "req_0194f1c2a3b47d5e8f6071829304a5b6" });
}

/** Finds the problem for a code from outside, such as a URL. */
export function findProblem(code: string) {
  if (!Object.hasOwn(problems, code)) return undefined;
  const known = code as All["code"];
  return { code: known, problem: problems[known] };
}
