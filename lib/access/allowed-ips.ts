import { BlockList, isIP, isIPv6 } from "node:net";
import { z } from "zod";

/** An address or a CIDR range, IPv4 or IPv6. */
export const allowedIp = z
  .string()
  .trim()
  .max(50)
  .refine(isRange, "expected an address or a range such as 203.0.113.0/24 or 2001:db8::/32");

function isRange(text: string): boolean {
  const [address = "", bits, ...rest] = text.split("/");
  const family = isIP(address);
  if (family === 0 || address.includes("%") || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

/** Lists live as long as their key is cached, so each is built once. */
const built = new WeakMap<readonly string[], BlockList>();

/** Whether a key with these ranges may be used from the address. An empty list allows all, an unknown address only then. */
export function isAllowedIp(allowed: readonly string[], address: string | null): boolean {
  if (allowed.length === 0) return true;
  if (address === null || !isIP(address)) return false;
  let list = built.get(allowed);
  if (!list) {
    list = new BlockList();
    for (const range of allowed) {
      const [start = "", bits] = range.split("/");
      const family = isIPv6(start) ? "ipv6" : "ipv4";
      if (bits === undefined) list.addAddress(start, family);
      else list.addSubnet(start, Number(bits), family);
    }
    built.set(allowed, list);
  }
  return list.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}
