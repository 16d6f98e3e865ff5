import {
  ConnectorParams,
  ConnectorTestResource,
  EmptyBody,
  endpoint,
  route,
  toConnectorTestResource,
} from "@/lib/http/native";
import { mapOk } from "@/lib/result";
import { testConnector } from "@/lib/social";

const testAConnector = endpoint(
  {
    operationId: "testConnector",
    summary: "Test a connector",
    description:
      "Reads the provider's metadata and keys anew, and asks for tokens with a code that does not exist: a provider that knows the client complains about the code alone. A disabled connector can be tested too.",
    tag: "Connectors",
    scope: "settings:write",
    params: ConnectorParams,
    body: EmptyBody,
    response: ConnectorTestResource,
    refusals: ["connector_not_found"],
    storable: (report) => report,
  },
  async ({ ctx, params }) => mapOk(await testConnector(ctx, params.id), toConnectorTestResource),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: testAConnector });
