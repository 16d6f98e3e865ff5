import { requestOrigin } from "@/lib/http";
import { domainProof } from "@/lib/installation";

/** Proves that the requested host leads to this installation (`lib/installation/domains`). */
export function GET(request: Request): Response {
  const { host } = requestOrigin(request.headers);
  const [hostname = ""] = host.split(":");
  return new Response(domainProof(hostname), {
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
}

export function HEAD(request: Request): Response {
  return new Response(null, GET(request));
}
