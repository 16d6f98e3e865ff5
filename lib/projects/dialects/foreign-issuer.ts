import { z } from "zod";

const url = z.url({ protocol: /^https?$/ }).max(500);

/** We fetch the key set, so it must be encrypted, except on loopback. */
const jwksUrl = url.refine((text) => text.startsWith("https:") || isOnLoopback(text), {
  message: "expected an https URL",
});

/** Also called with invalid URLs, because zod continues after the first issue. */
function isOnLoopback(text: string): boolean {
  return URL.canParse(text) && isLoopback(new URL(text).hostname);
}

/** An external issuer whose access tokens a project accepts. */
export const foreignIssuer = z.strictObject({
  /** The `iss` of its tokens, compared exactly. */
  issuer: url,
  jwksUrl,
  /** The required `aud`, so that tokens for the issuer's other applications are not accepted. */
  audience: z.string().min(1).max(500),
  /** Whether an unknown subject becomes a user (`create`) or is refused (`refuse`). */
  unknownSubject: z.enum(["create", "refuse"]).default("create"),
});
export type ForeignIssuer = z.infer<typeof foreignIssuer>;

function isLoopback(hostname: string): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}
