import { errors } from "jose";
import { refuse } from "@/lib/result";

/** What is wrong with a token. `client`: its client does not exist. `keys`: its issuer's keys could not be read. */
export type TokenFlaw =
  | "malformed"
  | "signature"
  | "expired"
  | "issuer"
  | "audience"
  | "client"
  | "subject"
  | "keys";

export type TokenRefusal = { code: "token_invalid"; flaw: TokenFlaw };

export const tokenInvalid = (flaw: TokenFlaw) => refuse({ code: "token_invalid", flaw });

/** The refusal for an error of jose. Any other error is a bug or an outage and is thrown again. */
export function flawOf(error: unknown): TokenFlaw {
  if (error instanceof errors.JWTExpired) return "expired";
  if (error instanceof errors.JWTClaimValidationFailed) return flawOfClaim(error.claim);
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) return "keys";
  if (error instanceof errors.JWTInvalid || error instanceof errors.JWSInvalid) return "malformed";
  if (error instanceof errors.JOSEError) return "signature";
  throw error;
}

function flawOfClaim(claim: string): TokenFlaw {
  if (claim === "iss") return "issuer";
  if (claim === "aud") return "audience";
  return claim === "sub" ? "subject" : "malformed";
}
