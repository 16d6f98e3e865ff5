import { env } from "@/lib/env";
import { type Exceptions, isTrusted, refusePrivateLiteral, whyForbidden } from "@/lib/outbound";

const exceptions = (): Exceptions => ({
  trusted: env.PRIVATE_WEBHOOK_TARGETS,
  setting: "PRIVATE_WEBHOOK_TARGETS",
});

/** Whether the installation's owner allows this target although it is on a private network. */
export function isPrivateTarget(url: URL): boolean {
  return isTrusted(url, exceptions());
}

/**
 * Why webhooks must not be sent to a URL, or null. Names are resolved, and checked again, when the connection is made
 * (docs/security.md #40).
 */
export function whyNoTarget(url: URL): string | null {
  const forbidden = whyForbidden(url, exceptions());
  if (forbidden || isPrivateTarget(url)) return forbidden;
  try {
    refusePrivateLiteral(url);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}
