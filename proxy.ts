import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { issueFormToken } from "./app/(console)/_session/form-token";
import { frameAncestorsOf } from "./app/(portal)/_parts/frame-ancestors";
import { companySignIn } from "./lib/access";

/**
 * For pages only. It costs about 400 µs per request, so API calls, health checks and static files skip it. It authorizes
 * nothing; every page and action does that itself.
 */
export const config = { matcher: ["/", "/verify/:path*", "/console/:path*", "/docs/:path*"] };

/** Sets a Content-Security-Policy with a new nonce for each page. Next.js reads the nonce from the request header. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { pathname } = request.nextUrl;
  // The frame of a vendor's check for bots sets its own headers (app/(portal)/verify/[id]/challenge).
  if (/^\/verify\/[^/]+\/challenge$/.test(pathname)) return NextResponse.next();
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(nonce, formTargets(pathname), await frameAncestors(request));
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
  // Next.js shows the cookie to the page, too.
  if (pathname === "/console/sign-in") issueFormToken(request, response);
  if (isPrivate(pathname)) response.headers.set("cache-control", "no-store");
  return response;
}

/**
 * Other sites must not learn the addresses of our pages (docs/security.md #14). From a page with `no-referrer`, a form posted
 * without JavaScript has `Origin: null`, which the check against forged posts refuses. So pages with such forms use
 * `same-origin` instead.
 */
function referrerPolicy(pathname: string): string {
  const hasForms =
    pathname.startsWith("/console") || (pathname.startsWith("/verify/") && pathname !== "/verify/link");
  return hasForms ? "same-origin" : "no-referrer";
}

/** Pages with one person's data. */
function isPrivate(pathname: string): boolean {
  return pathname.startsWith("/verify") || pathname.startsWith("/console");
}

/**
 * Chromium also applies `form-action` to the redirects after a form post. The portal redirects to identity providers and back
 * to applications. The project's connectors and return URLs decide which ones; this only excludes other schemes. The console
 * redirects to the company's provider, which can redirect to others; its sign-in page can be reached without loading a document.
 */
function formTargets(pathname: string): string {
  const redirects = pathname.startsWith("/verify") || (pathname.startsWith("/console") && companySignIn());
  return redirects ? "'self' https: http://localhost:* http://127.0.0.1:*" : "'self'";
}

/** Only a request for a frame pays for the look at the project's settings. A browser that does not tell shows no frame. */
async function frameAncestors({ headers, nextUrl }: NextRequest): Promise<string> {
  const [, id] = /^\/verify\/(ver_\w+)$/.exec(nextUrl.pathname) ?? [];
  return id && headers.get("sec-fetch-dest") === "iframe" ? frameAncestorsOf(id) : "'none'";
}

function contentSecurityPolicy(nonce: string, formAction: string, frameAncestors: string): string {
  // In development, React rebuilds the server's stack traces with eval.
  const development = process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development}`,
    // Style attributes set brand colors and sizes, and a nonce does not apply to attributes.
    "style-src 'self' 'unsafe-inline'",
    // Brands can host their logo anywhere.
    "img-src 'self' data: https:",
    "font-src 'self'",
    "connect-src 'self'",
    // Message previews are sandboxed srcdoc frames, which inherit this policy.
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    `form-action ${formAction}`,
    `frame-ancestors ${frameAncestors}`,
  ].join("; ");
}
