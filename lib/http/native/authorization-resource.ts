import { z } from "zod";
import { secondsUntil } from "@/lib/time";
import type { Authorization } from "@/lib/verification";
import { instant, showInstant } from "./fields";

export const AuthorizationResource = z
  .strictObject({
    authorizationUrl: z.string().meta({
      description: "Redirect the person's browser here.",
      example: "https://accounts.google.com/o/oauth2/v2/auth?client_id=…&code_challenge_method=S256",
    }),
    expiresAt: instant,
    expiresInSeconds: z.int().meta({ description: "The time left until `expiresAt`.", example: 600 }),
  })
  .meta({ id: "Authorization" });

export function toAuthorizationResource({
  authorizationUrl,
  expiresAt,
  now,
}: Authorization): z.input<typeof AuthorizationResource> {
  return {
    authorizationUrl,
    expiresAt: showInstant(expiresAt),
    expiresInSeconds: secondsUntil(expiresAt, now),
  };
}
