import {
  endpoint,
  route,
  StatisticsQuery,
  StatisticsResource,
  toStatisticsResource,
} from "@/lib/http/native";
import { ok } from "@/lib/result";
import { breakdownOf, refusalsOf, seriesOf } from "@/lib/statistics";

const getStatistics = endpoint(
  {
    operationId: "getStatistics",
    summary: "Get statistics",
    description:
      "Counts the project's verifications by the hour in which they started: in total, over time and by one dimension. They are sums that are updated once a minute, so a period of any length costs little.",
    tag: "Project",
    scope: "verifications:read",
    query: StatisticsQuery,
    response: StatisticsResource,
    refusals: [],
  },
  async ({ ctx, query }) => {
    const { period, by, where } = query;
    const [{ total, series }, breakdown, refusals] = await Promise.all([
      seriesOf(ctx.project, period, where),
      by ? breakdownOf(ctx.project, period, by, where) : null,
      refusalsOf(ctx.project.id, period),
    ]);
    return ok(toStatisticsResource({ period, total, series, breakdown, refusals }));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: getStatistics });
