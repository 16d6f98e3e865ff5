import {
  ChangeConnectorBody,
  ConnectorResource,
  changeConnector,
  changeConnectorRefusals,
  findFound,
  logtoError,
  managementEndpoint,
  removeConnector,
  route,
  showConnector,
} from "@/lib/dialects/logto";
import { mapOk, ok } from "@/lib/result";

const get = managementEndpoint(
  {
    operationId: "logto.getConnector",
    summary: "Get a connector",
    tag: "Connectors",
    scope: "settings:read",
    response: ConnectorResource,
    refusals: ["entity.not_found"],
  },
  async ({ ctx, params }) => {
    const found = await findFound(ctx.project, params.id);
    return found ? ok(showConnector(found)) : logtoError("entity.not_found", { status: 404 });
  },
);

const change = managementEndpoint(
  {
    operationId: "logto.updateConnector",
    summary: "Update a connector",
    tag: "Connectors",
    scope: "settings:write",
    body: ChangeConnectorBody,
    response: ConnectorResource,
    refusals: changeConnectorRefusals,
  },
  async ({ ctx, params, body }) => mapOk(await changeConnector(ctx, params.id, body), showConnector),
);

const remove = managementEndpoint(
  {
    operationId: "logto.deleteConnector",
    summary: "Delete a connector",
    tag: "Connectors",
    scope: "settings:write",
    refusals: ["entity.not_found"],
  },
  ({ ctx, params }) => removeConnector(ctx, params.id),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: get,
  PATCH: change,
  DELETE: remove,
});
