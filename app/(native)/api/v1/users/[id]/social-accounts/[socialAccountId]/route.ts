import {
  endpoint,
  route,
  SocialAccountParams,
  SocialAccountResource,
  toSocialAccountResource,
} from "@/lib/http/native";
import { mapOk } from "@/lib/result";
import { findSocialAccount, removeSocialAccount } from "@/lib/users";

const getSocialAccount = endpoint(
  {
    operationId: "getSocialAccount",
    summary: "Get a social account",
    tag: "Users",
    scope: "users:read",
    params: SocialAccountParams,
    response: SocialAccountResource,
    refusals: ["user_not_found", "social_account_not_found"],
  },
  async ({ ctx, params }) =>
    mapOk(await findSocialAccount(ctx, params.id, params.socialAccountId), toSocialAccountResource),
);

const removeAnAccount = endpoint(
  {
    operationId: "removeSocialAccount",
    summary: "Unlink a social account",
    description: "Returns the removed account. The verification that proved it stays on record.",
    tag: "Users",
    scope: "users:write",
    params: SocialAccountParams,
    response: SocialAccountResource,
    refusals: ["user_not_found", "social_account_not_found"],
  },
  async ({ ctx, params: { id: userId, socialAccountId } }) =>
    mapOk(await removeSocialAccount(ctx, { userId, socialAccountId }), toSocialAccountResource),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getSocialAccount,
  DELETE: removeAnAccount,
});
