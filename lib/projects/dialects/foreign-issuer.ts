import { z } from "zod";

const url = z.url({ protocol: /^https?$/ }).max(500);

/** The key set is fetched by us, so it must not lead anywhere unencrypted; only a machine's own loopback may. */
const jwksUrl = url.refine((text) => text.startsWith("https:") || isOnLoopback(text), {
  message: "expected an https URL",
});

/** Asked of what is no URL too: zod goes on looking after a first flaw. */
function isOnLoopback(text: string): boolean {
  return URL.canParse(text) && isLoopback(new URL(text).hostname);
}

/** Somebody else's login whose access tokens a project accepts. */
export const foreignIssuer = z.strictObject({
  /** The `iss` of its tokens, compared exactly. */
  issuer: url,
  jwksUrl,
  /** The `aud` that its tokens must name, so that tokens for its other applications open nothing here. */
  audience: z.string().min(1).max(500),
  /** A subject that is no user yet becomes one (`create`), or is answered as unknown (`refuse`). */
  unknownSubject: z.enum(["create", "refuse"]).default("create"),
});
export type ForeignIssuer = z.infer<typeof foreignIssuer>;

function isLoopback(hostname: string): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}
