import {
  endpoint,
  givenToken,
  IssueTokenBody,
  route,
  toUserTokenResource,
  UserParams,
  UserTokenResource,
  withoutToken,
} from "@/lib/http/native";
import { issueUserToken } from "@/lib/http/oauth";
import { mapOk } from "@/lib/result";

const issueToken = endpoint(
  {
    operationId: "issueUserToken",
    summary: "Create a user access token",
    description:
      "For vendor APIs that act for a signed-in user. Create one only when your backend has authenticated this user. The token stops working when the API key is deleted. The native API does not accept user tokens.",
    tag: "Users",
    scope: "users:write",
    params: UserParams,
    body: IssueTokenBody,
    status: 201,
    response: UserTokenResource,
    refusals: ["user_not_found", "api_key_not_found", "audience_unknown"],
    storable: withoutToken,
  },
  async ({ ctx, params, body }) =>
    mapOk(await issueUserToken(ctx, givenToken(params.id, body)), toUserTokenResource),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: issueToken });
