import { pageOf } from "@/lib/http";
import { endpoint, PriceResource, route, toPriceResource } from "@/lib/http/native";
import { pricesOf } from "@/lib/protection";
import { ok } from "@/lib/result";

const listPrices = endpoint(
  {
    operationId: "listPrices",
    summary: "List prices",
    description:
      "What the spend cap counts for a message to each country. Estimates, unless `protection.prices` of the project has your own.",
    tag: "Protection",
    scope: "settings:read",
    response: pageOf(PriceResource),
    refusals: [],
  },
  async ({ ctx }) => ok({ data: pricesOf(ctx.project).map(toPriceResource), nextCursor: null }),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: listPrices });
