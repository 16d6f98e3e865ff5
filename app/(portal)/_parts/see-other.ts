import { env } from "@/lib/env";

/** A 303, so that the browser continues with GET (docs/security.md #33). `target` is one of our paths or an allowed URL. */
export function seeOther(target: string, headers: Record<string, string> = {}): Response {
  const location = target.startsWith("/") ? `${env.PUBLIC_URL}${target}` : target;
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store", ...headers } });
}
