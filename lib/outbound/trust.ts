const loopbackHosts = new Set(["localhost", "127.0.0.1", "[::1]"]);

export function isLoopback(url: URL): boolean {
  return loopbackHosts.has(url.hostname);
}

/** What the installation's owner vouches for, in an environment variable that no operator of a project can change. */
export interface Exceptions {
  /** Origins, or `loopback` for any on this machine. */
  trusted: readonly string[];
  /** The variable's name, for explanations. */
  setting: string;
}

/** Whether the installation's owner vouches for this origin: then it may be on a private network or on this machine. */
export function isTrusted(url: URL, { trusted }: Exceptions): boolean {
  return trusted.includes(url.origin) || (trusted.includes("loopback") && isLoopback(url));
}

/** Why a URL must not be called, or null. http is only for trusted hosts on this machine. */
export function whyForbidden(url: URL, exceptions: Exceptions): string | null {
  if (url.username || url.password) return "its URL carries a user";
  if (url.protocol === "https:") return null;
  if (url.protocol !== "http:") return "its URL is not https";
  if (!isLoopback(url)) return "its URL is not https";
  return isTrusted(url, exceptions)
    ? null
    : `it is on this machine, which ${exceptions.setting} does not allow`;
}
