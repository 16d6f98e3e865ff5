import type { z } from "zod";
import { type ApiKey, type Ctx, findApiKey } from "@/lib/access";
import { type Result, refuse } from "@/lib/result";
import { endpointFor } from "../endpoint";
import { clientCredentials } from "./client-credentials";
import { oauthProtocol } from "./protocol";
import type { OAuthRefusal } from "./refusals";
import { tokenExchange } from "./token-exchange";
import type { IssuerPath } from "./token-profiles";
import { TokenAnswer, TokenBody, type TokenRequest } from "./token-requests";

const endpoint = endpointFor(oauthProtocol);

type Grant = (
  ctx: Ctx,
  key: ApiKey,
  path: IssuerPath,
  request: TokenRequest,
) => Promise<Result<z.input<typeof TokenAnswer>, OAuthRefusal>>;

export const grants: Record<string, Grant> = {
  client_credentials: clientCredentials,
  "urn:ietf:params:oauth:grant-type:token-exchange": tokenExchange,
};

/** The token endpoint at this path. */
export const tokenEndpoint = (path: IssuerPath) =>
  endpoint(
    {
      operationId: path === "/oidc" ? "token" : "transmitToken",
      summary: "Get an access token",
      tag: "OAuth 2",
      scope: null,
      body: TokenBody,
      response: TokenAnswer,
      refusals: [
        "invalid_request",
        "invalid_grant",
        "unsupported_grant_type",
        "invalid_scope",
        "invalid_target",
        "invalid_client",
      ],
    },
    async ({ ctx, body }) => {
      const grant = Object.hasOwn(grants, body.grant_type) ? grants[body.grant_type] : undefined;
      if (!grant) return refuse({ code: "unsupported_grant_type", description: "see grant_types_supported" });
      const key = ctx.caller.kind === "key" ? await findApiKey(ctx, ctx.caller.apiKeyId) : null;
      // Deleted after authentication.
      if (!key?.ok)
        return refuse({ code: "invalid_client", description: "client authentication failed", status: 401 });
      return grant(ctx, key.value, path, body);
    },
  );
