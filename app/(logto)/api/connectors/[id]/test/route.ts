import {
  managementEndpoint,
  route,
  TestConnectorBody,
  testConnectorRefusals,
  testFactory,
} from "@/lib/dialects/logto";

/** Here the path names a factory: what is tried need not be set up yet. */
const tryOut = managementEndpoint(
  {
    operationId: "logto.testConnector",
    summary: "Test a connector's config",
    tag: "Connectors",
    scope: "settings:write",
    body: TestConnectorBody,
    refusals: testConnectorRefusals,
  },
  ({ ctx, params, body }) => testFactory(ctx, params.id, body),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: tryOut });
