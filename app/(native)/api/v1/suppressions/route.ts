import { createSuppression, listSuppressions } from "@/lib/delivery";
import { pageOf, toPage } from "@/lib/http";
import {
  CreateSuppressionBody,
  endpoint,
  givenIdentifier,
  route,
  SuppressionQuery,
  SuppressionResource,
  toSuppressionResource,
} from "@/lib/http/native";
import { mapOk, ok } from "@/lib/result";
import { parseIdentifier } from "@/lib/users";

const listTheSuppressions = endpoint(
  {
    operationId: "listSuppressions",
    summary: "List suppressions",
    description: "Recipients that the project sends no messages to, newest first.",
    tag: "Deliveries",
    scope: "verifications:read",
    query: SuppressionQuery,
    response: pageOf(SuppressionResource),
    refusals: [],
  },
  async ({ ctx, query: { limit, cursor, ...filter } }) => {
    const rows = await listSuppressions(ctx.project.id, { ...filter, before: cursor, limit: limit + 1 });
    return ok(toPage(rows, limit, toSuppressionResource));
  },
);

const addASuppression = endpoint(
  {
    operationId: "createSuppression",
    summary: "Suppress a recipient",
    description:
      "The project sends it no more messages on the channel. Bounces, spam complaints and STOP replies suppress recipients automatically.",
    tag: "Deliveries",
    scope: "verifications:write",
    body: CreateSuppressionBody,
    status: 201,
    response: SuppressionResource,
    refusals: ["email_invalid", "phone_invalid", "channel_not_supported", "suppression_exists"],
    storable: (suppression) => suppression,
  },
  async ({ ctx, body: { channel, note, ...given } }) => {
    const parsed = parseIdentifier(givenIdentifier(given)!);
    if (!parsed.ok) return parsed;
    const created = await createSuppression(ctx, { recipient: parsed.value.value, channel, note });
    return mapOk(created, toSuppressionResource);
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: listTheSuppressions,
  POST: addASuppression,
});
