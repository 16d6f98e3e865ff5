import { z } from "zod";
import {
  CreateSocialAccountBody,
  endpoint,
  ListQuery,
  loadUser,
  readAccountList,
  route,
  SocialAccountResource,
  toSocialAccountResource,
  UserPath,
} from "@/lib/dialects/corbado";
import { onFastPath } from "@/lib/http";
import { mapOk, ok } from "@/lib/result";
import { addSocialAccount, pageOfAccounts } from "@/lib/users";

const socialAccountCreate = endpoint(
  {
    operationId: "corbado.socialAccountCreate",
    summary: "Create a social login for a user",
    description: "Links an account that your backend vouches for. No request is sent to the provider.",
    tag: "Social accounts",
    scope: "users:write",
    params: UserPath,
    load: loadUser,
    body: CreateSocialAccountBody,
    response: SocialAccountResource,
    refusals: ["user_not_found", "social_account_exists", "social_account_taken"],
  },
  async ({ ctx, loaded: user, body }) => {
    const { providerType: provider, foreignID: subject, identifierValue, avatarURL, fullName } = body;
    const profile = { name: fullName, avatarUrl: avatarURL, email: identifierValue, isEmailVerified: false };
    const account = { userId: user.id, provider, issuer: null, subject, profile };
    return mapOk(await addSocialAccount(ctx, account), (added) =>
      toSocialAccountResource({ ...added, userNumber: user.number }),
    );
  },
);

const userSocialAccountList = endpoint(
  {
    operationId: "corbado.userSocialAccountList",
    summary: "List the social logins of a user",
    tag: "Social accounts",
    scope: "users:read",
    params: UserPath,
    load: loadUser,
    query: ListQuery,
    response: z.array(SocialAccountResource),
    refusals: ["user_not_found", "value_refused"],
  },
  async ({ ctx, loaded: user, query }) => {
    const request = readAccountList(query, user);
    if (!request.ok) return request;
    const { rows } = await pageOfAccounts(ctx, request.value);
    return ok(rows.map(toSocialAccountResource));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = onFastPath(
  "/v2/users/[userID]/socialAccounts",
  route({
    GET: userSocialAccountList,
    POST: socialAccountCreate,
  }),
);
