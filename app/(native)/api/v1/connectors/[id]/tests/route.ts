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
      "Fetches the provider's metadata and keys, and requests a token with an invalid code: if the client credentials are right, the provider rejects only the code. Works for disabled connectors, too.",
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
