import { env } from "@/lib/env";

/** On with a GET, whatever came before (docs/security.md #33). `target` is a path of ours, or a URL that was checked. */
export function seeOther(target: string, headers: Record<string, string> = {}): Response {
  const location = target.startsWith("/") ? `${env.PUBLIC_URL}${target}` : target;
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store", ...headers } });
}
