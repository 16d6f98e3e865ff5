import { restoreMessageTemplate } from "@/lib/delivery";
import {
  endpoint,
  MessageTemplateParams,
  MessageTemplateResource,
  RestoreMessageTemplateBody,
  route,
  toMessageTemplateResource,
} from "@/lib/http/native";
import { mapOk } from "@/lib/result";

const restoreTemplate = endpoint(
  {
    operationId: "restoreMessageTemplate",
    summary: "Restore a version of a message template",
    description: "Makes a new version with the texts of an earlier one.",
    tag: "Message templates",
    scope: "settings:write",
    params: MessageTemplateParams,
    body: RestoreMessageTemplateBody,
    response: MessageTemplateResource,
    refusals: ["purpose_unknown", "message_template_version_not_found"],
    storable: (template) => template,
  },
  async ({ ctx, params, body }) =>
    mapOk(await restoreMessageTemplate(ctx, params, body.version), (one) =>
      toMessageTemplateResource(ctx.project, one),
    ),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: restoreTemplate });
