import { BlockList, isIP } from "node:net";

/*
 * Which addresses are on the public internet. The URLs of connectors and webhook endpoints are typed in by people, and a
 * provider's metadata names further ones: without this, all of them could make us call our own network, or the cloud's
 * metadata service (docs/security.md #33 and #40).
 */

const notPublic = new BlockList();

/** IANA's special-purpose registries, IPv4 (RFC 6890) and IPv6. */
const ranges: [string, number, "ipv4" | "ipv6"][] = [
  ["0.0.0.0", 8, "ipv4"],
  ["10.0.0.0", 8, "ipv4"],
  ["100.64.0.0", 10, "ipv4"],
  ["127.0.0.0", 8, "ipv4"],
  ["169.254.0.0", 16, "ipv4"],
  ["172.16.0.0", 12, "ipv4"],
  ["192.0.0.0", 24, "ipv4"],
  ["192.0.2.0", 24, "ipv4"],
  ["192.88.99.0", 24, "ipv4"],
  ["192.168.0.0", 16, "ipv4"],
  ["198.18.0.0", 15, "ipv4"],
  ["198.51.100.0", 24, "ipv4"],
  ["203.0.113.0", 24, "ipv4"],
  ["224.0.0.0", 4, "ipv4"],
  ["240.0.0.0", 4, "ipv4"],
];
for (const [network, prefix, family] of ranges) notPublic.addSubnet(network, prefix, family);

/** Global unicast. Everything else is loopback, link-local, unique local, multicast, or mapped IPv4. */
const publicIpv6 = new BlockList();
publicIpv6.addSubnet("2000::", 3, "ipv6");

/** Within global unicast: Teredo and ORCHID, documentation, 6to4, which carry other addresses or none. */
const specialIpv6 = new BlockList();
for (const [network, prefix] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  specialIpv6.addSubnet(network, prefix, "ipv6");

export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !notPublic.check(address, "ipv4");
  return family === 6 && publicIpv6.check(address, "ipv6") && !specialIpv6.check(address, "ipv6");
}
