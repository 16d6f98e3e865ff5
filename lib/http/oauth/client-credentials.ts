import type { z } from "zod";
import { type ApiKey, type Ctx, mintAccessToken, type Scope } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import type { OAuthRefusal } from "./refusals";
import { type IssuerPath, originOf, tokenProfileOf } from "./token-profiles";
import { lifetimeSeconds, type TokenAnswer, type TokenRequest } from "./token-requests";

/** A token for the client itself (RFC 6749 §4.4), with the permissions of its key. */
export async function clientCredentials(
  { project }: Ctx,
  key: ApiKey,
  path: IssuerPath,
  request: TokenRequest,
): Promise<Result<z.input<typeof TokenAnswer>, OAuthRefusal>> {
  const resource = request.resource ?? request.audience;
  const flavour = tokenProfileOf(path, key.dialect, resource);
  const audience = flavour.audience(resource);
  if (!audience.ok) return audience;
  const scopes = flavour.grant(request.scope, key.scopes as Scope[]);
  if (!scopes.ok) return scopes;
  const origin = originOf(path, key);
  return ok({
    access_token: await mintAccessToken({
      ...origin,
      subject: origin.clientId,
      audience: audience.value,
      scopes: scopes.value,
      lifetimeSeconds,
      claims: flavour.claims(project, key),
    }),
    token_type: "Bearer",
    expires_in: lifetimeSeconds,
    ...(scopes.value.length > 0 && { scope: scopes.value.join(" ") }),
  });
}
