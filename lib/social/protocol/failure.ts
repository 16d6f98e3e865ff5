import { AuthorizationResponseError, ResponseBodyError, WWWAuthenticateChallengeError } from "openid-client";
import { OutboundError } from "@/lib/outbound";
import { type Result, refuse } from "@/lib/result";
import type { ProviderRefusal } from "./identity-provider";
import { redact } from "./redact";

/** Error codes that a later attempt can overcome (RFC 6749 §4.1.2.1). */
const transient = new Set(["temporarily_unavailable", "server_error"]);

/** The provider's response is invalid or missing. Always caught by `attempt`. */
export class AnswerInvalid extends Error {}

/**
 * Calls a provider. Its errors and the library's become refusals, with `secrets` removed from their texts. Our own bugs
 * stay exceptions.
 */
export async function attempt<T>(
  secrets: readonly string[],
  step: () => Promise<Result<T, ProviderRefusal>>,
): Promise<Result<T, ProviderRefusal>> {
  try {
    return await step();
  } catch (error) {
    const refusal = refusalOf(error);
    const explanation = redact(refusal.explanation, secrets);
    if (refusal.code !== "provider_refused") return refuse({ ...refusal, explanation });
    return refuse({ ...refusal, explanation, error: codeOf(redact(refusal.error, secrets)) });
  }
}

function refusalOf(error: unknown): ProviderRefusal {
  const chain = [...causesOf(error)];
  const outbound = chain.find((one) => one instanceof OutboundError);
  if (outbound) return ofOutbound(outbound);
  const errorResponse = chain.find(
    (one) => one instanceof AuthorizationResponseError || one instanceof ResponseBodyError,
  );
  if (errorResponse) return ofErrorResponse(errorResponse);
  const challenge = chain.find((one) => one instanceof WWWAuthenticateChallengeError);
  if (challenge) return ofChallenge(challenge);
  const response = chain.find((one) => one instanceof Response);
  if (response) return ofStatus(response.status);
  const reason = chain.findLast((one) => one instanceof Error && isOfLibrary(one));
  if (!reason) throw error;
  return { code: "provider_answer_invalid", explanation: `${(reason as Error).message}.` };
}

/** The error and its causes: the library wraps errors, and some causes are responses. */
function* causesOf(error: unknown): Generator<unknown> {
  for (let one = error, depth = 0; one !== undefined && depth < 6; depth++) {
    yield one;
    one = one instanceof Error ? one.cause : undefined;
  }
}

/** The library's errors have a code. So do those of the URL parser, for URLs in a provider's metadata. */
function isOfLibrary(error: Error): boolean {
  if (error instanceof AnswerInvalid) return true;
  const code = "code" in error ? String(error.code) : "";
  return code.startsWith("OAUTH_") || code === "ERR_INVALID_URL";
}

function ofOutbound({ reason, explanation }: OutboundError): ProviderRefusal {
  if (reason === "unusable")
    return { code: "provider_answer_invalid", explanation: `The provider responded, but ${explanation}.` };
  return { code: "provider_unavailable", explanation: `The provider could not be reached: ${explanation}.` };
}

function ofErrorResponse(response: AuthorizationResponseError | ResponseBodyError): ProviderRefusal {
  const { error } = response;
  const explanation = response.error_description ?? `The provider said ${error}.`;
  const isAway = response instanceof ResponseBodyError && (response.status >= 500 || response.status === 429);
  if (isAway || transient.has(error)) return { code: "provider_unavailable", explanation };
  if (error === "access_denied") return { code: "authorization_denied", explanation };
  return { code: "provider_refused", error, explanation };
}

/** 401 with `WWW-Authenticate`, which can contain an error too (RFC 6749 §5.2, RFC 6750 §3). */
function ofChallenge({ cause }: WWWAuthenticateChallengeError): ProviderRefusal {
  const { error = "unauthorized", error_description } = cause[0]?.parameters ?? {};
  const explanation = error_description ?? "The provider did not accept our credentials.";
  return { code: "provider_refused", error, explanation };
}

/** The error code, limited to the characters of RFC 6749 §4.1.2.1: anyone can write a redirect. */
function codeOf(error: string): string {
  return error.replace(/[^\x21\x23-\x5b\x5d-\x7e]/g, "").slice(0, 64) || "unknown";
}

function ofStatus(status: number): ProviderRefusal {
  const explanation = `The provider responded with status ${status}.`;
  if (status >= 500 || status === 429) return { code: "provider_unavailable", explanation };
  return { code: "provider_answer_invalid", explanation };
}
