import { z } from "zod";
import { AnswerInvalid } from "../protocol/failure";
import { PlainOAuth } from "../protocol/plain-oauth";
import { isYes, profileOf } from "../protocol/profile";
import { clientId, clientSecret, providerUrl, scopeOf } from "./fields";
import { defineKind } from "./kind";

const memberOf = (title: string, standard?: string) =>
  z
    .string()
    .trim()
    .min(1)
    .max(200)
    .optional()
    .meta({ title, ...(standard && { description: `“${standard}” by default. Dots lead into objects.` }) });

const config = z.strictObject({
  authorizationEndpoint: providerUrl.meta({ title: "Authorization endpoint" }),
  tokenEndpoint: providerUrl.meta({ title: "Token endpoint" }),
  userInfoEndpoint: providerUrl.meta({
    title: "Profile endpoint",
    description: "Answers a GET with the access token by JSON about the account.",
  }),
  clientId,
  clientSecret: clientSecret.optional(),
  clientAuthentication: z.enum(["post", "basic", "none"]).optional().meta({
    title: "Client authentication",
    description:
      "How the secret is sent to the token endpoint: in the body (post, the default) or in a header. none is for public clients.",
  }),
  scope: scopeOf("profile email"),
  issuer: providerUrl.optional().meta({
    title: "Issuer",
    description: "How the provider names itself. The token endpoint's origin by default.",
  }),
  subjectMember: memberOf("Subject member", "id"),
  nameMember: memberOf("Name member", "name"),
  emailMember: memberOf("Email member", "email"),
  emailVerifiedMember: z.string().trim().min(1).max(200).optional().meta({
    title: "Email verified member",
    description:
      "True there means that the provider vouches for the address. Without it, none counts as verified.",
  }),
  avatarMember: memberOf("Avatar member", "avatar_url"),
});

/** Any other provider of OAuth 2.0, with its endpoints and the names of its profile's members. */
export const oauth2 = defineKind({
  kind: "oauth2",
  title: "OAuth 2.0",
  description: "Any provider of OAuth 2.0 with a profile endpoint, whose addresses you know.",
  target: "oauth2",
  schema: config,
  open: (given) =>
    new PlainOAuth({
      issuer: given.issuer ?? new URL(given.tokenEndpoint).origin,
      authorizationEndpoint: given.authorizationEndpoint,
      tokenEndpoint: given.tokenEndpoint,
      client: {
        clientId: given.clientId,
        clientSecret: given.clientSecret,
        authentication: given.clientAuthentication ?? "post",
      },
      scope: given.scope ?? "",
      async read(ask) {
        const claims = await ask(given.userInfoEndpoint);
        if (typeof claims !== "object" || claims === null || Array.isArray(claims))
          throw new AnswerInvalid("The provider's account is not a JSON object");
        const at = (path: string) => memberAt(claims, path);
        const { emailVerifiedMember } = given;
        return {
          subject: at(given.subjectMember ?? "id"),
          profile: profileOf({
            name: at(given.nameMember ?? "name"),
            avatarUrl: at(given.avatarMember ?? "avatar_url"),
            email: at(given.emailMember ?? "email"),
            isEmailVerified: emailVerifiedMember !== undefined && isYes(at(emailVerifiedMember)),
          }),
          claims: claims as Record<string, unknown>,
        };
      },
    }),
});

/** `data.user.id` in nested objects. Own members only, so `constructor` is not found. */
function memberAt(value: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>(
      (at, name) =>
        typeof at === "object" && at !== null && Object.hasOwn(at, name)
          ? (at as Record<string, unknown>)[name]
          : undefined,
      value,
    );
}
