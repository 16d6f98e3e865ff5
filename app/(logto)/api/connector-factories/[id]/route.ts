import {
  FactoryResource,
  findFactory,
  logtoError,
  managementEndpoint,
  route,
  showFactory,
} from "@/lib/dialects/logto";
import { ok } from "@/lib/result";

const get = managementEndpoint(
  {
    operationId: "logto.getConnectorFactory",
    summary: "Get a connector factory",
    tag: "Connector factories",
    scope: "settings:read",
    response: FactoryResource,
    refusals: ["entity.not_found"],
  },
  async ({ ctx, params }) => {
    const factory = findFactory(ctx.project, params.id);
    return factory ? ok(showFactory(factory)) : logtoError("entity.not_found", { status: 404 });
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: get });
