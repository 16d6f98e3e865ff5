import {
  endpoint,
  ListQuery,
  pagingOf,
  readAccountList,
  route,
  SocialAccountList,
  toSocialAccountResource,
} from "@/lib/dialects/corbado";
import { ok } from "@/lib/result";
import { pageOfAccounts } from "@/lib/users";

const socialAccountList = endpoint(
  {
    operationId: "corbado.socialAccountList",
    summary: "List the social logins of the project",
    tag: "Social accounts",
    scope: "users:read",
    query: ListQuery,
    response: SocialAccountList,
    refusals: ["value_refused"],
  },
  async ({ ctx, query }) => {
    const request = readAccountList(query);
    if (!request.ok) return request;
    const { rows, total } = await pageOfAccounts(ctx, request.value);
    return ok({ socialAccounts: rows.map(toSocialAccountResource), paging: pagingOf(request.value, total) });
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: socialAccountList });
