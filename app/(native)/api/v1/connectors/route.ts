import { pageOf } from "@/lib/http";
import {
  ConnectorResource,
  CreateConnectorBody,
  endpoint,
  givenConnector,
  route,
  toConnectorResource,
} from "@/lib/http/native";
import { mapOk, ok } from "@/lib/result";
import { createConnector, listConnectors } from "@/lib/social";

const createAConnector = endpoint(
  {
    operationId: "createConnector",
    summary: "Create a connector",
    description:
      "People can use it immediately. Register `<PUBLIC_URL>/verify/callback` with the provider, so the portal can use it. Check that it works with `POST /connectors/{id}/tests`.",
    tag: "Connectors",
    scope: "settings:write",
    body: CreateConnectorBody,
    status: 201,
    response: ConnectorResource,
    refusals: ["connector_kind_unknown", "connector_target_taken", "connector_config_invalid"],
    storable: (connector) => connector,
  },
  async ({ ctx, body }) => mapOk(await createConnector(ctx, givenConnector(body)), toConnectorResource),
);

const listAllConnectors = endpoint(
  {
    operationId: "listConnectors",
    summary: "List connectors",
    description: "All connectors, oldest first: the order in which people see them.",
    tag: "Connectors",
    scope: "settings:read",
    response: pageOf(ConnectorResource),
    refusals: [],
  },
  async ({ ctx }) => {
    const connectors = await listConnectors(ctx.project.id);
    return ok({ data: connectors.map(toConnectorResource), nextCursor: null });
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: listAllConnectors,
  POST: createAConnector,
});
