import { BlockList, isIP, isIPv6 } from "node:net";
import type { EndUser } from "@/lib/access";
import { env } from "@/lib/env";

/**
 * The address from which a request reached us. Our server sets the header from the socket, and deletes what clients send
 * (scripts/serve.mjs). It does not run on serverless hosts: Vercel has a header of its own, others none that can be believed.
 */
function peerOf(headers: Headers): string | null {
  if (env.VERCEL) return headers.get("x-real-ip");
  return env.AWS_LAMBDA_FUNCTION_NAME ? null : headers.get("x-countersign-peer");
}

let trusted: BlockList | undefined;

function trustedProxies(): BlockList {
  if (trusted) return trusted;
  trusted = new BlockList();
  for (const entry of env.TRUSTED_PROXIES) {
    const [address = "", bits] = entry.split("/");
    const family = isIPv6(address) ? "ipv6" : "ipv4";
    if (!isIP(address))
      throw new Error("TRUSTED_PROXIES: expected addresses or CIDR ranges, separated by commas.");
    if (bits === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(bits), family);
  }
  return trusted;
}

function isTrusted(address: string): boolean {
  return isIP(address) !== 0 && trustedProxies().check(address, isIPv6(address) ? "ipv6" : "ipv4");
}

function plain(address: string): string {
  return address.trim().replace(/^::ffff:(?=\d+\.)/i, "");
}

/**
 * The address of the client: the socket's, or, behind trusted proxies, the nearest one in `X-Forwarded-For` that is not
 * such a proxy. Null if it is unknown, as in tests that call a handler directly.
 */
export function clientAddress(headers: Headers): string | null {
  const peer = peerOf(headers);
  if (!peer) return null;
  const hops = [...(headers.get("x-forwarded-for")?.split(",") ?? []), peer].map(plain);
  for (const address of hops.reverse()) {
    if (!isIP(address)) return plain(peer);
    if (!isTrusted(address)) return address;
  }
  return plain(peer);
}

/**
 * The origin that the client requested, as it spelled it: from `Host`, or as forwarded by a trusted proxy. Clients can send
 * anything here, so links and redirects are built from the configuration instead (docs/security.md #15).
 */
export function requestOrigin(headers: Headers): { protocol: string; host: string } {
  const peer = peerOf(headers);
  const believed = peer !== null && isTrusted(plain(peer));
  const first = (name: string) => (believed ? headers.get(name)?.split(",")[0]?.trim() : undefined);
  const ours = new URL(env.PUBLIC_URL);
  const forwarded = first("x-forwarded-proto");
  const host = (first("x-forwarded-host") || headers.get("host") || ours.host).toLowerCase();
  return {
    protocol: forwarded === "http" || forwarded === "https" ? forwarded : ours.protocol.slice(0, -1),
    // A value that is not a host is ignored, because no valid URL could be made of it.
    host: /^[^\s/?#@\\]+$/.test(host) && URL.canParse(`http://${host}/`) ? host : ours.host,
  };
}

/** What a browser's own request says about the person's device. */
export function endUserOf(headers: Headers): EndUser {
  const ip = clientAddress(headers);
  return { ip, userAgent: headers.get("user-agent")?.slice(0, 500) ?? null, deviceId: null };
}

export function isLoopback(address: string | null): boolean {
  return address === "::1" || Boolean(address?.startsWith("127."));
}
