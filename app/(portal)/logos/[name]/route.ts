import { findLogo } from "@/lib/branding";

/** An uploaded logo. Public, like the emails and pages that show it, and the same forever, because its name is its digest. */
export async function GET(_request: Request, { params }: RouteContext<"/logos/[name]">) {
  const [, digest] = /^([0-9a-f]{64})\.png$/.exec((await params).name) ?? [];
  const content = digest ? await findLogo(digest) : null;
  if (!content) return new Response(null, { status: 404, headers: { "cache-control": "no-store" } });
  return new Response(new Uint8Array(content), {
    headers: {
      "content-type": "image/png",
      "content-length": String(content.length),
      "cache-control": "public, max-age=31536000, immutable",
      "content-security-policy": "default-src 'none'",
      // Other sites' mail programs show it.
      "cross-origin-resource-policy": "cross-origin",
      "x-content-type-options": "nosniff",
    },
  });
}
