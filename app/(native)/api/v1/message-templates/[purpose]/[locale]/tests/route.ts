import { testMessageTemplate } from "@/lib/delivery";
import {
  endpoint,
  MessageTemplateParams,
  ProviderTestResource,
  route,
  TestMessageTemplateBody,
  testRecipient,
  toProviderTestResource,
} from "@/lib/http/native";
import { mapOk } from "@/lib/result";
import { admitTest } from "@/lib/verification";

const testTemplate = endpoint(
  {
    operationId: "testMessageTemplate",
    summary: "Send a test of a message template",
    description:
      "Sends immediately, without the outbox, with a code and a link that prove nothing. Returns the reply of the first provider that accepts it, else that of the last one. The message counts for the project's spend cap and volume limits.",
    tag: "Message templates",
    scope: "settings:write",
    params: MessageTemplateParams,
    body: TestMessageTemplateBody,
    response: ProviderTestResource,
    refusals: [
      "purpose_unknown",
      "channel_not_supported",
      "channel_not_configured",
      "email_invalid",
      "phone_invalid",
      "send_blocked",
    ],
    storable: (report) => report,
  },
  async ({ ctx, params, body: { to, channel, texts } }) => {
    const recipient = testRecipient(to);
    if (!recipient.ok) return recipient;
    const test = { to: recipient.value.value, channel, texts };
    return mapOk(await testMessageTemplate(ctx, params, test, admitTest), toProviderTestResource);
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: testTemplate });
