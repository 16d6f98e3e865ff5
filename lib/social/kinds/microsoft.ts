import { z } from "zod";
import { OpenIdConnect } from "../protocol/open-id-connect";
import { isYes, profileOf } from "../protocol/profile";
import { clientId, clientSecret, prompt, scopeOf } from "./fields";
import { defineKind } from "./kind";

const standardScope = "openid email profile";

const config = z.strictObject({
  clientId,
  clientSecret,
  tenant: z
    .string()
    .trim()
    .toLowerCase()
    .max(253)
    .regex(
      /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/,
      "expected common, organizations, consumers, a tenant id or a domain",
    )
    .optional()
    .meta({ examples: ["common", "organizations", "contoso.onmicrosoft.com"] }),
  scope: scopeOf(standardScope),
  prompt,
});

/**
 * learn.microsoft.com/entra/identity-platform/v2-protocols-oidc. For `common` and `organizations` the published issuer
 * has a slot for the tenant, which the library fills from the token's `tid` before it compares.
 */
export const microsoft = defineKind({
  kind: "microsoft",
  target: "microsoft",
  schema: config,
  open: ({ clientId, clientSecret, tenant = "common", scope = standardScope, prompt }) =>
    new OpenIdConnect({
      issuer: new URL(`https://login.microsoftonline.com/${tenant}/v2.0`),
      client: { clientId, clientSecret, authentication: "post" },
      scope,
      prompt,
      lacks: () => false,
      profileOf: (claims) =>
        profileOf({ name: claims.name, email: claims.email, isEmailVerified: ownsDomain(claims) }),
    }),
});

/**
 * An `email` of Entra ID is any text that an administrator entered. It counts only where the optional claim `xms_edov` says that
 * the domain's owner was verified, or the address is in `verified_primary_email` (docs/security.md #31).
 */
function ownsDomain({ email, xms_edov, verified_primary_email }: Record<string, unknown>): boolean {
  if (isYes(xms_edov) || xms_edov === 1 || xms_edov === "1") return true;
  const vouched = Array.isArray(verified_primary_email) ? verified_primary_email : [verified_primary_email];
  return typeof email === "string" && vouched.includes(email);
}
