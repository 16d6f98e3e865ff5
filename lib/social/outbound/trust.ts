import { env } from "@/lib/env";

const loopbackHosts = new Set(["localhost", "127.0.0.1", "[::1]"]);

export function isLoopback(url: URL): boolean {
  return loopbackHosts.has(url.hostname);
}

/**
 * Whether the installation's owner vouches for this origin: then it may be on a private network or on this machine.
 * `trusted` is PRIVATE_IDENTITY_PROVIDERS, which no operator of a project can change.
 */
export function isTrusted(url: URL, trusted: readonly string[] = env.PRIVATE_IDENTITY_PROVIDERS): boolean {
  return trusted.includes(url.origin) || (trusted.includes("loopback") && isLoopback(url));
}

/** Why a provider's URL must not be used, or null. http is only for trusted providers on this machine. */
export function whyForbidden(url: URL, trusted?: readonly string[]): string | null {
  if (url.username || url.password) return "its URL carries a user";
  if (url.protocol === "https:") return null;
  if (url.protocol !== "http:") return "its URL is not https";
  if (!isLoopback(url)) return "its URL is not https";
  return isTrusted(url, trusted)
    ? null
    : "it is on this machine, which PRIVATE_IDENTITY_PROVIDERS does not allow";
}
