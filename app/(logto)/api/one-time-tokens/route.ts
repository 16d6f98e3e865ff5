import { z } from "zod";
import {
  CreateTokenBody,
  ListTokensQuery,
  listTokens,
  makeToken,
  managementEndpoint,
  readOptionalPage,
  route,
  setPageHeaders,
  TokenResource,
} from "@/lib/dialects/logto";
import { ok } from "@/lib/result";

const list = managementEndpoint(
  {
    operationId: "logto.listOneTimeTokens",
    summary: "Get one-time tokens",
    tag: "One-time tokens",
    // A token is a secret: whoever reads it can use it.
    scope: "verifications:write",
    query: ListTokensQuery,
    response: z.array(TokenResource),
    refusals: ["guard.invalid_pagination"],
  },
  async ({ ctx, query, answerHeaders }) => {
    const page = readOptionalPage(query);
    if (!page.ok) return page;
    const { total, tokens } = await listTokens(ctx, page.value, query);
    if (page.value) setPageHeaders(answerHeaders, "/api/one-time-tokens", query, page.value, total);
    return ok(tokens);
  },
);

const create = managementEndpoint(
  {
    operationId: "logto.createOneTimeToken",
    summary: "Create a one-time token",
    tag: "One-time tokens",
    scope: "verifications:write",
    body: CreateTokenBody,
    status: 201,
    response: TokenResource,
    refusals: ["entity.value_too_long", "connector.general"],
  },
  ({ ctx, body }) => makeToken(ctx, body),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: list, POST: create });
