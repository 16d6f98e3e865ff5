import {
  type Configuration,
  genericGrantRequest,
  ResponseBodyError,
  randomPKCECodeVerifier,
} from "openid-client";
import { env } from "@/lib/env";

/** What a provider answers to a code that does not exist, once it has accepted who asks. */
const knowsUs = new Set(["invalid_grant", "bad_verification_code", "redirect_uri_mismatch"]);

/**
 * Asks for tokens with a code that does not exist: a provider that knows the client says that the code is wrong, and any
 * other error says why a real sign-in would fail. Throws the library's error then.
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
    if (error instanceof ResponseBodyError && knowsUs.has(error.error)) return;
    throw error;
  }
}
