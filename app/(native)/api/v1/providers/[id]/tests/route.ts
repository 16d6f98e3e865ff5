import { testProvider } from "@/lib/delivery";
import {
  endpoint,
  ProviderParams,
  ProviderTestResource,
  route,
  TestProviderBody,
  testRecipient,
  toProviderTestResource,
} from "@/lib/http/native";
import { mapOk } from "@/lib/result";
import { admitTest } from "@/lib/verification";

const testAProvider = endpoint(
  {
    operationId: "testProvider",
    summary: "Send a test message",
    description:
      "Sends immediately, without the outbox, and returns the provider's reply. Works for disabled providers, too. The message counts for the project's spend cap and volume limits.",
    tag: "Providers",
    scope: "settings:write",
    params: ProviderParams,
    body: TestProviderBody,
    response: ProviderTestResource,
    refusals: [
      "provider_not_found",
      "provider_channel_unsupported",
      "email_invalid",
      "phone_invalid",
      "send_blocked",
    ],
    storable: (report) => report,
  },
  async ({ ctx, params, body }) => {
    const recipient = testRecipient(body.to);
    if (!recipient.ok) return recipient;
    return mapOk(
      await testProvider(ctx, params.id, { ...body, to: recipient.value.value }, admitTest),
      toProviderTestResource,
    );
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: testAProvider });
