import { isIP, isIPv4 } from "node:net";

/** The person's device, as the browser's request or the calling backend describes it. All of it is untrusted. */
export interface EndUser {
  /** An IPv4 or IPv6 address. */
  ip: string | null;
  userAgent: string | null;
  /** The caller's own id of the device or installation. */
  deviceId: string | null;
}

/**
 * What limits count as one address: an IPv4 address, or an IPv6 /64, because one subscriber has at least that many (RFC 6177).
 * Null if it is not an address.
 */
export function addressKey(ip: string | null): string | null {
  if (!ip || !isIP(ip)) return null;
  return isIPv4(ip) ? ip : ipv6Prefix(ip, 4);
}

/** What limits count as one network: an IPv4 /24 or an IPv6 /48, the size of a site (RFC 6177). Null if it is not an address. */
export function networkKey(ip: string | null): string | null {
  if (!ip || !isIP(ip)) return null;
  return isIPv4(ip) ? `${ip.split(".").slice(0, 3).join(".")}.0/24` : ipv6Prefix(ip, 3);
}

/** The first groups of 16 bits, in the shortest form. */
function ipv6Prefix(ip: string, groups: number): string {
  // The URL parser writes addresses in one form, and those with an IPv4 tail in hexadecimal.
  const canonical = new URL(`http://[${ip.split("%")[0]}]`).hostname.slice(1, -1);
  const [head = "", tail] = canonical.split("::");
  const before = head ? head.split(":") : [];
  const after = tail ? tail.split(":") : [];
  const zeros = Array<string>(8 - before.length - after.length).fill("0");
  const all = tail === undefined ? before : [...before, ...zeros, ...after];
  return `${all.slice(0, groups).join(":")}::/${groups * 16}`;
}
