import { pageOf, toPage } from "@/lib/http";
import {
  endpoint,
  route,
  SocialAccountBody,
  SocialAccountQuery,
  SocialAccountResource,
  toAccount,
  toSocialAccountResource,
  UserParams,
} from "@/lib/http/native";
import { mapOk } from "@/lib/result";
import { addSocialAccount, listSocialAccounts } from "@/lib/users";

const addAnAccount = endpoint(
  {
    operationId: "addSocialAccount",
    summary: "Link a social account",
    description:
      "Adds an account on your word, with the evidence `asserted`. To have it proven, start a verification with `connectorId` and `userId`. An account can be linked to only one user in a project.",
    tag: "Users",
    scope: "users:write",
    params: UserParams,
    body: SocialAccountBody,
    status: 201,
    response: SocialAccountResource,
    refusals: ["user_not_found", "social_account_exists", "social_account_taken"],
    storable: (account) => account,
  },
  async ({ ctx, params, body }) =>
    mapOk(await addSocialAccount(ctx, { userId: params.id, ...toAccount(body) }), toSocialAccountResource),
);

const listTheAccounts = endpoint(
  {
    operationId: "listSocialAccounts",
    summary: "List a user's social accounts",
    tag: "Users",
    scope: "users:read",
    params: UserParams,
    query: SocialAccountQuery,
    response: pageOf(SocialAccountResource),
    refusals: ["user_not_found"],
  },
  async ({ ctx, params, query: { limit, cursor } }) => {
    const rows = await listSocialAccounts(ctx, params.id, { before: cursor, limit: limit + 1 });
    return mapOk(rows, (found) => toPage(found, limit, toSocialAccountResource));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: listTheAccounts,
  POST: addAnAccount,
});
