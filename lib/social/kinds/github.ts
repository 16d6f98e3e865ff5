import { z } from "zod";
import { AnswerInvalid } from "../protocol/failure";
import { PlainOAuth } from "../protocol/plain-oauth";
import { profileOf } from "../protocol/profile";
import { clientId, clientSecret, providerUrl, scopeOf } from "./fields";
import { defineKind } from "./kind";

const standardScope = "read:user user:email";

const config = z.strictObject({
  clientId,
  clientSecret,
  scope: scopeOf(standardScope),
  serverUrl: providerUrl.optional().meta({ examples: ["https://github.example.com"] }),
});

const user = z.looseObject({
  id: z.int().positive(),
  login: z.string(),
  name: z.string().nullish(),
  avatar_url: z.string().nullish(),
});
const emails = z.array(z.looseObject({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

/** docs.github.com/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps */
export const github = defineKind({
  kind: "github",
  target: "github",
  schema: config,
  open({ clientId, clientSecret, scope = standardScope, serverUrl }) {
    const server = serverUrl?.replace(/\/+$/, "") ?? "https://github.com";
    const api = serverUrl === undefined ? "https://api.github.com" : `${server}/api/v3`;
    return new PlainOAuth({
      issuer: `${server}/login/oauth`,
      authorizationEndpoint: `${server}/login/oauth/authorize`,
      tokenEndpoint: `${server}/login/oauth/access_token`,
      client: { clientId, clientSecret, authentication: "post" },
      scope,
      async read(ask) {
        const account = user.safeParse(await ask(`${api}/user`));
        if (!account.success)
          throw new AnswerInvalid("The provider's account has not the form that GitHub documents");
        const { id, login, name, avatar_url } = account.data;
        const email = await primaryEmail(ask, `${api}/user/emails`);
        return {
          subject: id,
          profile: profileOf({
            name: name || login,
            avatarUrl: avatar_url,
            email: email?.email,
            isEmailVerified: email?.verified ?? false,
          }),
          claims: account.data,
        };
      },
    });
  },
});

/** The address that GitHub itself writes to. Where the scope does not reach it, the account is proven without one. */
async function primaryEmail(ask: (url: string) => Promise<unknown>, url: string) {
  const answered = await ask(url).catch((error: unknown) => {
    const status = error instanceof AnswerInvalid && error.cause instanceof Response ? error.cause.status : 0;
    if (status === 403 || status === 404) return [];
    throw error;
  });
  const listed = emails.safeParse(answered);
  if (!listed.success)
    throw new AnswerInvalid("The provider's addresses have not the form that GitHub documents");
  return listed.data.find(({ primary }) => primary);
}
