import {
  changeTemplate,
  managementEndpoint,
  route,
  showTemplate,
  TemplateDetailsBody,
  TemplateResource,
} from "@/lib/dialects/logto";
import { mapOk } from "@/lib/result";

const change = managementEndpoint(
  {
    operationId: "logto.updateEmailTemplateDetails",
    summary: "Update an email template",
    tag: "Email templates",
    scope: "settings:write",
    body: TemplateDetailsBody,
    response: TemplateResource,
    refusals: ["entity.not_exists_with_id"],
  },
  async ({ ctx, params, body }) => mapOk(await changeTemplate(ctx, params.id, body), showTemplate),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ PATCH: change });
