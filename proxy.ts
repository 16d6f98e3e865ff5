import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";

/**
 * Pages only. It costs about 400 µs a request, so the API, its health and the static files never pass through here.
 * Nothing is authorised here either: every page and every action does that by itself.
 */
export const config = { matcher: ["/", "/verify/:path*", "/console/:path*", "/docs/:path*"] };

/** Gives each page a content security policy with a nonce of its own, which Next reads from the request's header. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname } = request.nextUrl;
  const policy = contentSecurityPolicy(randomBytes(16).toString("base64"), formTargets(pathname));
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("referrer-policy", referrerPolicy(pathname));
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set(
    "permissions-policy",
    "otp-credentials=(self), camera=(), microphone=(), geolocation=()",
  );
  if (isPrivate(pathname)) response.headers.set("cache-control", "no-store");
  return response;
}

/**
 * Addresses of pages are nobody else's business (docs/security.md #14). A form posted without JavaScript from a page that
 * says `no-referrer` carries `Origin: null`, which the check against forged posts must refuse; so pages with such forms
 * keep the address within this origin instead.
 */
function referrerPolicy(pathname: string): string {
  const hasForms =
    pathname.startsWith("/console") || (pathname.startsWith("/verify/") && pathname !== "/verify/link");
  return hasForms ? "same-origin" : "no-referrer";
}

/** Pages that show what belongs to one person. */
function isPrivate(pathname: string): boolean {
  return pathname.startsWith("/verify") || pathname.startsWith("/console");
}

/**
 * Chromium holds the redirect after a form post to `form-action` too: the portal sends people on to identity providers,
 * and back to the applications they came from. Which ones is decided by the project's connectors and return URLs, this
 * only rules out other schemes.
 */
function formTargets(pathname: string): string {
  return pathname.startsWith("/verify") ? "'self' https: http://localhost:* http://127.0.0.1:*" : "'self'";
}

function contentSecurityPolicy(nonce: string, formAction: string): string {
  // React rebuilds the server's stack traces with eval while developing, and only then.
  const development = process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development}`,
    // Styles in attributes carry brands and sizes; a nonce cannot cover attributes.
    "style-src 'self' 'unsafe-inline'",
    // A brand's logo lies wherever its owner keeps it.
    "img-src 'self' data: https:",
    "font-src 'self'",
    "connect-src 'self'",
    // Previews of messages are srcdoc frames, sandboxed, and inherit this policy.
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    `form-action ${formAction}`,
    "frame-ancestors 'none'",
  ].join("; ");
}
