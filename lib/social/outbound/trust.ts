import { env } from "@/lib/env";
import * as outbound from "@/lib/outbound";

const exceptions = (trusted: readonly string[] = env.PRIVATE_IDENTITY_PROVIDERS): outbound.Exceptions => ({
  trusted,
  setting: "PRIVATE_IDENTITY_PROVIDERS",
});

/** Whether the installation's owner vouches for this provider's origin. */
export function isTrusted(url: URL, trusted?: readonly string[]): boolean {
  return outbound.isTrusted(url, exceptions(trusted));
}

/** Why a provider's URL must not be used, or null. */
export function whyForbidden(url: URL, trusted?: readonly string[]): string | null {
  return outbound.whyForbidden(url, exceptions(trusted));
}
