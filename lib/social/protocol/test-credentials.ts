import {
  type Configuration,
  genericGrantRequest,
  ResponseBodyError,
  randomPKCECodeVerifier,
} from "openid-client";
import { env } from "@/lib/env";

/** What a provider answers to a code that does not exist, once it has accepted who asks. */
const clientIsKnown = new Set(["invalid_grant", "bad_verification_code", "redirect_uri_mismatch"]);

/**
 * Requests tokens with an invalid code. A provider that accepts the client reports the invalid code. Any other error is the
 * reason why a real sign-in would fail, and is thrown.
 */
export async function testCredentials(config: Configuration): Promise<void> {
  const parameters = {
    code: "a-code-that-does-not-exist",
    redirect_uri: `${env.PUBLIC_URL}/verify/callback`,
    code_verifier: randomPKCECodeVerifier(),
  };
  try {
    await genericGrantRequest(config, "authorization_code", parameters);
  } catch (error) {
    if (error instanceof ResponseBodyError && clientIsKnown.has(error.error)) return;
    throw error;
  }
}
