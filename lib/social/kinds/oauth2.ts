import { z } from "zod";
import { AnswerInvalid } from "../protocol/failure";
import { PlainOAuth } from "../protocol/plain-oauth";
import { isYes, profileOf } from "../protocol/profile";
import { clientId, clientSecret, providerUrl, scopeOf } from "./fields";
import { defineKind } from "./kind";

const memberName = z.string().trim().min(1).max(200).optional();

const config = z.strictObject({
  authorizationEndpoint: providerUrl,
  tokenEndpoint: providerUrl,
  userInfoEndpoint: providerUrl,
  clientId,
  clientSecret: clientSecret.optional(),
  clientAuthentication: z.enum(["post", "basic", "none"]).optional(),
  scope: scopeOf("profile email"),
  issuer: providerUrl.optional(),
  subjectMember: memberName,
  nameMember: memberName,
  emailMember: memberName,
  emailVerifiedMember: memberName,
  avatarMember: memberName,
});

/** Any other provider of OAuth 2.0, with its endpoints and the names of its profile's members. */
export const oauth2 = defineKind({
  kind: "oauth2",
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
