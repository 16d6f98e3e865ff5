import { env } from "@/lib/env";

/** The one address that providers send people back to. Every connector of every project has the same. */
export function redirectUri(): string {
  return `${env.PUBLIC_URL}/verify/callback`;
}
