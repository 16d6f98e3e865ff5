import type { z } from "zod";
import type { ApiKey, Ctx } from "@/lib/access";
import { type Result, refuse } from "@/lib/result";
import { endpointFor } from "../endpoint";
import { authorizationCode } from "./authorization-code";
import { callingKey } from "./client";
import { clientCredentials } from "./client-credentials";
import { oauthProtocol } from "./protocol";
import { refreshGrant } from "./refresh-token";
import { type OAuthRefusal, oauthRefusals } from "./refusals";
import { tokenExchange } from "./token-exchange";
import type { IssuerPath } from "./token-profiles";
import { TokenAnswer, TokenBody, type TokenRequest } from "./token-requests";

const endpoint = endpointFor(oauthProtocol);

type Answer = Result<z.input<typeof TokenAnswer>, OAuthRefusal>;
export type Grant = (ctx: Ctx, key: ApiKey, path: IssuerPath, request: TokenRequest) => Promise<Answer>;

export const grants: Record<string, Grant> = {
  authorization_code: authorizationCode,
  client_credentials: clientCredentials,
  refresh_token: refreshGrant,
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
      refusals: oauthRefusals,
    },
    async ({ ctx, body }): Promise<Answer> => {
      const grant = Object.hasOwn(grants, body.grant_type) ? grants[body.grant_type] : undefined;
      if (!grant) return refuse({ code: "unsupported_grant_type", description: "see grant_types_supported" });
      const key = await callingKey(ctx);
      return key.ok ? grant(ctx, key.value, path, body) : key;
    },
  );
