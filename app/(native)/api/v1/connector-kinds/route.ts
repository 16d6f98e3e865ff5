import { pageOf } from "@/lib/http";
import { ConnectorKindResource, endpoint, route, toConnectorKindResource } from "@/lib/http/native";
import { ok } from "@/lib/result";
import { connectorKinds } from "@/lib/social";

const listConnectorKinds = endpoint(
  {
    operationId: "listConnectorKinds",
    summary: "List connector kinds",
    description: "Each with the JSON Schema of its config, for building forms.",
    tag: "Connectors",
    scope: "settings:read",
    response: pageOf(ConnectorKindResource),
    refusals: [],
  },
  async () => ok({ data: connectorKinds.map(toConnectorKindResource), nextCursor: null }),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: listConnectorKinds });
