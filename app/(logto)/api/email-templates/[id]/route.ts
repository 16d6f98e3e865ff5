import {
  findTemplate,
  managementEndpoint,
  removeTemplate,
  route,
  showTemplate,
  TemplateResource,
} from "@/lib/dialects/logto";
import { mapOk } from "@/lib/result";

const get = managementEndpoint(
  {
    operationId: "logto.getEmailTemplate",
    summary: "Get an email template",
    tag: "Email templates",
    scope: "settings:read",
    response: TemplateResource,
    refusals: ["entity.not_exists_with_id"],
  },
  async ({ ctx, params }) => mapOk(findTemplate(ctx, params.id), showTemplate),
);

const remove = managementEndpoint(
  {
    operationId: "logto.deleteEmailTemplate",
    summary: "Delete an email template",
    tag: "Email templates",
    scope: "settings:write",
    refusals: ["entity.not_exists_with_id"],
  },
  ({ ctx, params }) => removeTemplate(ctx, params.id),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: get, DELETE: remove });
