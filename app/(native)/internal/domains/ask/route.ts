import { mayHaveCertificate } from "@/lib/installation";

/** A proxy's question before it obtains a certificate: 200 or 404 (docs/projects.md, "TLS"). */
export async function GET(request: Request): Promise<Response> {
  const host = new URL(request.url).searchParams.get("domain")?.toLowerCase() ?? "";
  const isOurs = host.length <= 253 && !host.includes("\0") && (await mayHaveCertificate(host));
  return new Response(null, { status: isOurs ? 200 : 404, headers: { "cache-control": "no-store" } });
}

export { GET as HEAD };
