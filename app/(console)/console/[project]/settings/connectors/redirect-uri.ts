import { env } from "@/lib/env";

/** The redirect URI, the same for every connector of every project. */
export function redirectUri(): string {
  return `${env.PUBLIC_URL}/verify/callback`;
}
