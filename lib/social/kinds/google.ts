import { z } from "zod";
import { AnswerInvalid } from "../protocol/failure";
import { OpenIdConnect } from "../protocol/open-id-connect";
import { isYes, profileOf } from "../protocol/profile";
import { clientId, clientSecret, prompt, scopeOf } from "./fields";
import { defineKind } from "./kind";

const standardScope = "openid email profile";

const config = z.strictObject({
  clientId,
  clientSecret,
  scope: scopeOf(standardScope),
  prompt,
  hostedDomain: z
    .string()
    .trim()
    .toLowerCase()
    .max(253)
    .regex(/^[a-z0-9.-]+$/, "expected a domain such as example.com")
    .optional()
    .meta({ examples: ["example.com"] }),
});

/** developers.google.com/identity/openid-connect/openid-connect */
export const google = defineKind({
  kind: "google",
  target: "google",
  schema: config,
  open: ({ clientId, clientSecret, scope = standardScope, prompt, hostedDomain }) =>
    new OpenIdConnect({
      issuer: new URL("https://accounts.google.com"),
      client: { clientId, clientSecret, authentication: "post" },
      scope,
      prompt,
      lacks: () => false,
      profileOf: ({ name, picture, email, email_verified }) =>
        profileOf({ name, avatarUrl: picture, email, isEmailVerified: isYes(email_verified) }),
      check({ hd }) {
        if (hostedDomain !== undefined && hd !== hostedDomain)
          throw new AnswerInvalid(
            "The account does not belong to the organisation that the connector is for",
          );
      },
    }),
});
