import {
  managementEndpoint,
  route,
  TestConnectorBody,
  testConnectorRefusals,
  testFactory,
} from "@/lib/dialects/logto";

/** Here the id is a factory's, because a config can be tested before its connector is created. */
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
