import { endpoint, route, SpendingResource, toSpendingResource } from "@/lib/http/native";
import { spendingOf } from "@/lib/protection";
import { ok } from "@/lib/result";

const getSpending = endpoint(
  {
    operationId: "getSpending",
    summary: "Get the spending",
    description:
      "How much of the spend cap is used. At 80 %, the owners are told; when it is full, paid channels send nothing.",
    tag: "Protection",
    scope: "settings:read",
    response: SpendingResource,
    refusals: [],
  },
  async ({ ctx }) => ok(toSpendingResource(await spendingOf(ctx.project))),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: getSpending });
