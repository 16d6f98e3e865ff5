import { z } from "zod";
import { FactoryResource, factoriesOf, managementEndpoint, route, showFactory } from "@/lib/dialects/logto";
import { ok } from "@/lib/result";

const list = managementEndpoint(
  {
    operationId: "logto.listConnectorFactories",
    summary: "Get connector factories",
    tag: "Connector factories",
    scope: "settings:read",
    response: z.array(FactoryResource),
    refusals: [],
  },
  async ({ ctx }) => ok(factoriesOf(ctx.project).map(showFactory)),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: list });
