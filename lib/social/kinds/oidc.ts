import { z } from "zod";
import { OpenIdConnect } from "../protocol/open-id-connect";
import { isYes, profileOf } from "../protocol/profile";
import { clientAuthentication, clientId, clientSecret, prompt, providerUrl, scopeOf } from "./fields";
import { defineKind } from "./kind";

const standardScope = "openid email profile";

const config = z.strictObject({
  issuer: providerUrl
    .refine((text) => !text.includes("?") && !text.includes("/.well-known/"), "expected the issuer alone")
    .meta({ examples: ["https://id.example.com/realms/acme"] }),
  clientId,
  clientSecret: clientSecret.optional(),
  clientAuthentication,
  scope: scopeOf(standardScope),
  prompt,
});

/** Any provider with OpenID Connect Discovery 1.0: Keycloak, Auth0, Okta, Zitadel, another company's own. */
export const oidc = defineKind({
  kind: "oidc",
  target: "oidc",
  schema: config,
  open: ({ issuer, clientId, clientSecret, clientAuthentication, scope = standardScope, prompt }) =>
    new OpenIdConnect({
      issuer: new URL(issuer),
      client: { clientId, clientSecret, authentication: clientAuthentication ?? "auto" },
      scope,
      prompt,
      lacks: ({ name, email }) => name === undefined || email === undefined,
      profileOf: ({ name, preferred_username, picture, email, email_verified }) =>
        profileOf({
          name: name ?? preferred_username,
          avatarUrl: picture,
          email,
          isEmailVerified: isYes(email_verified),
        }),
    }),
});
