import { z } from "zod";

/**
 * A URL that browsers can be redirected to. Compared exactly (RFC 9700 §4.1), so entries are stored as the URL parser
 * writes them. No user information, no fragment; plain http only on loopback. The scheme of an app contains a dot
 * (RFC 8252 §7.1), which none that a browser runs or opens by itself does: not javascript, data, file or intent.
 */
export const returnUrlEntry = z
  .string()
  .max(2000)
  .transform((text, context) => {
    const url = parseReturnUrl(text);
    if (url) return url;
    context.addIssue({
      code: "custom",
      message:
        "expected an absolute https URL (http only on localhost) or an app's such as com.example.app:/done, without user, fragment or *",
    });
    return z.NEVER;
  });

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

function parseReturnUrl(text: string): string | null {
  // The URL parser drops tabs and newlines and reads \ as /. Input that it would repair is refused.
  if (!/^[\x21-\x7e]+$/.test(text) || text.includes("\\")) return null;
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return null;
  }
  const isSafe =
    url.protocol === "https:" ||
    (url.protocol === "http:" && loopback.has(url.hostname)) ||
    (isAppScheme(url) && url.pathname.startsWith("/"));
  if (!isSafe || url.username || url.password || text.includes("#") || url.hostname.includes("*"))
    return null;
  return url.href;
}

const isAppScheme = ({ protocol }: URL) => /^[a-z][a-z0-9+-]*\.[a-z0-9+.-]+:$/.test(protocol);

/** Whether a return URL opens an app instead of a page. */
export function opensApp(returnUrl: string): boolean {
  return isAppScheme(new URL(returnUrl));
}

/** The normalized return URL, or null if the project does not allow it. */
export function allowedReturnUrl(allowed: readonly string[], requested: string): string | null {
  const url = parseReturnUrl(requested);
  return url && allowed.includes(url) ? url : null;
}

/** The return URL with the verification's id and outcome, and the receipt if there is one. */
export function withResult(
  returnUrl: string,
  { verificationId, result, receipt }: { verificationId: string; result: string; receipt: string | null },
): string {
  return withParameters(returnUrl, { verification_id: verificationId, result, ...(receipt && { receipt }) });
}

/** The return URL with `result=true` or `result=false`. */
export function withBooleanResult(returnUrl: string, isVerified: boolean): string {
  return withParameters(returnUrl, { result: String(isVerified) });
}

/** The return URL with the code of a sign-in, or an error if there is none (RFC 6749 §4.1.2), and with the caller's state. */
export function withCode(returnUrl: string, code: string | null, state: string | null): string {
  return withParameters(returnUrl, {
    ...(code === null ? { error: "access_denied" } : { code }),
    ...(state !== null && { state }),
  });
}

function withParameters(returnUrl: string, parameters: Record<string, string>): string {
  const url = new URL(returnUrl);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}
