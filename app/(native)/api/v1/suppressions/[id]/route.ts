import { deleteSuppression, findSuppression } from "@/lib/delivery";
import {
  endpoint,
  route,
  SuppressionParams,
  SuppressionResource,
  toSuppressionResource,
} from "@/lib/http/native";
import { mapOk } from "@/lib/result";

const getSuppression = endpoint(
  {
    operationId: "getSuppression",
    summary: "Get a suppression",
    tag: "Deliveries",
    scope: "verifications:read",
    params: SuppressionParams,
    response: SuppressionResource,
    refusals: ["suppression_not_found"],
  },
  async ({ ctx, params }) => mapOk(await findSuppression(ctx, params.id), toSuppressionResource),
);

const removeSuppression = endpoint(
  {
    operationId: "deleteSuppression",
    summary: "Delete a suppression",
    description: "Lets the recipient get messages again. Returns the deleted suppression.",
    tag: "Deliveries",
    scope: "verifications:write",
    params: SuppressionParams,
    response: SuppressionResource,
    refusals: ["suppression_not_found"],
  },
  async ({ ctx, params }) => mapOk(await deleteSuppression(ctx, params.id), toSuppressionResource),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getSuppression,
  DELETE: removeSuppression,
});
