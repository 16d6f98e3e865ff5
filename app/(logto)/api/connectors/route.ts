import { z } from "zod";
import {
  ConnectorResource,
  CreateConnectorBody,
  createConnectorRefusals,
  ListConnectorsQuery,
  listFoundConnectors,
  makeConnector,
  managementEndpoint,
  route,
  showConnector,
} from "@/lib/dialects/logto";
import { mapOk, ok } from "@/lib/result";

const list = managementEndpoint(
  {
    operationId: "logto.listConnectors",
    summary: "Get connectors",
    tag: "Connectors",
    scope: "settings:read",
    query: ListConnectorsQuery,
    response: z.array(ConnectorResource),
    refusals: [],
  },
  async ({ ctx, query: { target } }) => {
    const all = (await listFoundConnectors(ctx.project)).map(showConnector);
    return ok(all.filter((one) => target === undefined || one.target === target));
  },
);

const create = managementEndpoint(
  {
    operationId: "logto.createConnector",
    summary: "Create a connector",
    tag: "Connectors",
    scope: "settings:write",
    body: CreateConnectorBody,
    response: ConnectorResource,
    refusals: createConnectorRefusals,
  },
  async ({ ctx, body }) => mapOk(await makeConnector(ctx, body), showConnector),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: list, POST: create });
