import { onFastPath, pageOf, toPage } from "@/lib/http";
import {
  endpoint,
  endUserOfBody,
  givenIdentifier,
  route,
  StartBody,
  toQuotas,
  toVerificationResource,
  VerificationQuery,
  VerificationResource,
} from "@/lib/http/native";
import { mapOk, ok } from "@/lib/result";
import { list, start } from "@/lib/verification";

const startVerification = endpoint(
  {
    operationId: "startVerification",
    summary: "Start a verification",
    description:
      "Sends a code and a link to an email address, or a code to a phone number. Without an identifier nothing is sent: redirect the person to `portalUrl`, where they enter one. The response comes once the message is committed to the outbox, before any provider is called. A pending verification with the same purpose, identifier and user is canceled as superseded.",
    tag: "Verifications",
    scope: "verifications:write",
    body: StartBody,
    status: 201,
    response: VerificationResource,
    refusals: [
      "email_invalid",
      "phone_invalid",
      "purpose_unknown",
      "lifetime_out_of_bounds",
      "return_url_not_allowed",
      "user_not_found",
      "identifier_taken",
      "connector_not_found",
      "connector_disabled",
      "channel_not_supported",
      "channel_not_configured",
      "country_not_allowed",
      "recipient_suppressed",
      "send_blocked",
      "recipient_unreachable",
      "send_limit_reached",
    ],
    storable: (verification) => verification,
  },
  async ({ ctx, body: { nonce: returnNonce, returnResult: _, client, ...body }, showQuotas }) => {
    const started = await start(
      { ...ctx, endUser: endUserOfBody(client) },
      { ...body, returnNonce, identifier: givenIdentifier(body) },
    );
    if (started.ok) showQuotas(toQuotas(started.value.quotas));
    return mapOk(started, ({ verification }) => toVerificationResource(verification));
  },
);

const listVerifications = endpoint(
  {
    operationId: "listVerifications",
    summary: "List verifications",
    tag: "Verifications",
    scope: "verifications:read",
    query: VerificationQuery,
    response: pageOf(VerificationResource),
    refusals: [],
  },
  async ({ ctx, query: { limit, cursor, ...filter } }) => {
    const rows = await list(ctx, {
      ...filter,
      identifier: givenIdentifier(filter),
      before: cursor,
      limit: limit + 1,
    });
    return ok(toPage(rows, limit, toVerificationResource));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = onFastPath(
  "/api/v1/verifications",
  route({
    GET: listVerifications,
    POST: startVerification,
  }),
);
