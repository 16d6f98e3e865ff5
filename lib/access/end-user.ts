import { BlockList, isIP, isIPv4 } from "node:net";

/** The person's device, as the browser's request or the calling backend describes it. All of it is untrusted. */
export interface EndUser {
  /** An IPv4 or IPv6 address. */
  ip: string | null;
  userAgent: string | null;
  /** The caller's own id of the device or installation. */
  deviceId: string | null;
}

/** Loopback, private and link-local addresses (RFC 1918, 4193, 6598). */
const ownNetworks = new BlockList();
for (const [network, bits] of [
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const)
  ownNetworks.addSubnet(network, bits, "ipv4");
ownNetworks.addAddress("::1", "ipv6");
ownNetworks.addSubnet("fc00::", 7, "ipv6");
ownNetworks.addSubnet("fe80::", 10, "ipv6");

/**
 * The address that says where the person is. Null: it is not known, because the request comes from our own network, through a
 * proxy that is not in `TRUSTED_PROXIES` or from a test. Everybody would share it.
 */
export function addressOf(endUser: EndUser | null): string | null {
  const ip = endUser?.ip ?? null;
  if (ip === null || !isIP(ip)) return null;
  return ownNetworks.check(ip, isIPv4(ip) ? "ipv4" : "ipv6") ? null : ip;
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
