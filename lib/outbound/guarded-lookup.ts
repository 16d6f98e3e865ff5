import { lookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { isPublicAddress } from "./addresses";
import { OutboundError } from "./outbound-error";

/** The system's resolver. An object, so that a test can change what a name resolves to. */
export const resolver = { lookup };

/**
 * Resolves a name when a connection is made, so that it cannot change between check and use. Fails unless every address is
 * public, because we cannot choose which one is used.
 */
export const publicLookup: LookupFunction = (hostname, options, done) => {
  resolver.lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, "", 0);
    if (!addresses.every(({ address }) => isPublicAddress(address))) return done(privateAddress(), "", 0);
    if (options.all) return done(null, addresses);
    done(null, addresses[0]!.address, addresses[0]!.family);
  });
};

/** Throws if the URL's host is an address that is not public. Such hosts are never looked up. */
export function refusePrivateLiteral(url: URL): void {
  const literal = url.hostname.replace(/^\[(.*)\]$/, "$1");
  if (isIP(literal) && !isPublicAddress(literal)) throw privateAddress();
}

function privateAddress(): OutboundError {
  return new OutboundError("forbidden", "it is on a private network");
}
