import { previewMessageTemplate } from "@/lib/delivery";
import {
  endpoint,
  MessageTemplateParams,
  MessageTemplatePreviewResource,
  PreviewMessageTemplateBody,
  route,
  toMessageTemplatePreview,
} from "@/lib/http/native";
import { mapOk } from "@/lib/result";

const previewTemplate = endpoint(
  {
    operationId: "previewMessageTemplate",
    summary: "Preview a message template",
    description: "Renders every kind of message, with a code and a link that prove nothing. Saves nothing.",
    tag: "Message templates",
    scope: "settings:read",
    params: MessageTemplateParams,
    body: PreviewMessageTemplateBody,
    response: MessageTemplatePreviewResource,
    refusals: ["purpose_unknown"],
  },
  async ({ ctx, params, body }) =>
    mapOk(await previewMessageTemplate(ctx, params, body.texts), toMessageTemplatePreview),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: previewTemplate });
