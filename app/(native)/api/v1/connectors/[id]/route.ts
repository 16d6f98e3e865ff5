import {
  ConnectorParams,
  ConnectorResource,
  endpoint,
  givenConnector,
  route,
  toConnectorResource,
  UpdateConnectorBody,
} from "@/lib/http/native";
import { mapOk } from "@/lib/result";
import { deleteConnector, findConnector, updateConnector } from "@/lib/social";

const getConnector = endpoint(
  {
    operationId: "getConnector",
    summary: "Get a connector",
    tag: "Connectors",
    scope: "settings:read",
    params: ConnectorParams,
    response: ConnectorResource,
    refusals: ["connector_not_found"],
  },
  async ({ ctx, params }) => mapOk(await findConnector(ctx, params.id), toConnectorResource),
);

const changeConnector = endpoint(
  {
    operationId: "updateConnector",
    summary: "Update a connector",
    description: "Omitted members keep their value. Secrets can be written but not read.",
    tag: "Connectors",
    scope: "settings:write",
    params: ConnectorParams,
    body: UpdateConnectorBody,
    response: ConnectorResource,
    refusals: ["connector_not_found", "connector_config_invalid"],
  },
  async ({ ctx, params, body }) =>
    mapOk(await updateConnector(ctx, params.id, givenConnector(body)), toConnectorResource),
);

const removeConnector = endpoint(
  {
    operationId: "deleteConnector",
    summary: "Delete a connector",
    description:
      "Returns the deleted connector. Sign-ins in progress fail. Accounts that were verified through it stay.",
    tag: "Connectors",
    scope: "settings:write",
    params: ConnectorParams,
    response: ConnectorResource,
    refusals: ["connector_not_found"],
  },
  async ({ ctx, params }) => mapOk(await deleteConnector(ctx, params.id), toConnectorResource),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getConnector,
  PATCH: changeConnector,
  DELETE: removeConnector,
});
