import {
  deleteToken,
  findToken,
  managementEndpoint,
  route,
  TokenResource,
  toToken,
} from "@/lib/dialects/logto";
import { mapOk } from "@/lib/result";

const get = managementEndpoint(
  {
    operationId: "logto.getOneTimeToken",
    summary: "Get a one-time token",
    tag: "One-time tokens",
    scope: "verifications:write",
    response: TokenResource,
    refusals: ["entity.not_exists_with_id"],
  },
  async ({ ctx, params }) => mapOk(await findToken(ctx, params.id), toToken),
);

const remove = managementEndpoint(
  {
    operationId: "logto.deleteOneTimeToken",
    summary: "Delete a one-time token",
    tag: "One-time tokens",
    scope: "verifications:write",
    refusals: ["entity.not_exists_with_id"],
  },
  ({ ctx, params }) => deleteToken(ctx, params.id),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: get, DELETE: remove });
