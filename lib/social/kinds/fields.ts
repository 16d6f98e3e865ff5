import { z } from "zod";
import { isLoopback } from "@/lib/outbound";

/** Members that several kinds share. */

export const clientId = z.string().trim().min(1).max(500);

export const clientSecret = z.string().min(1).max(2000).meta({ writeOnly: true });

export const scopeOf = (standard: string) =>
  z
    .string()
    .trim()
    // RFC 6749 §3.3.
    .regex(/^[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/, "expected scopes separated by spaces")
    .max(1000)
    .optional()
    .meta({ examples: [standard] });

export const prompt = z.enum(["select_account", "login", "consent"]).optional();

export const clientAuthentication = z.enum(["auto", "basic", "post", "none"]).optional();

/** An address of a provider. Where it may lead is judged again at each request (docs/security.md #33). */
export const providerUrl = z.string().trim().max(2000).refine(isUsable, {
  message: "expected an https URL (http only on localhost), without user or fragment",
});

function isUsable(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const isSafe = url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url));
  return isSafe && !url.username && !url.password && !text.includes("#");
}
