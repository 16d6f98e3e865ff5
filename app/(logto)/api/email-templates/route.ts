import { z } from "zod";
import {
  listTemplates,
  managementEndpoint,
  PutTemplatesBody,
  putTemplates,
  RemovedResource,
  removeTemplates,
  route,
  showTemplate,
  TemplateResource,
  TemplatesQuery,
} from "@/lib/dialects/logto";
import { mapOk, ok } from "@/lib/result";

const list = managementEndpoint(
  {
    operationId: "logto.listEmailTemplates",
    summary: "Get email templates",
    tag: "Email templates",
    scope: "settings:read",
    query: TemplatesQuery,
    response: z.array(TemplateResource),
    refusals: [],
  },
  async ({ ctx, query }) => ok(listTemplates(ctx, query).map(showTemplate)),
);

const put = managementEndpoint(
  {
    operationId: "logto.replaceEmailTemplates",
    summary: "Create or replace email templates",
    tag: "Email templates",
    scope: "settings:write",
    body: PutTemplatesBody,
    response: z.array(TemplateResource),
    refusals: ["entity.value_too_long"],
  },
  async ({ ctx, body }) => mapOk(await putTemplates(ctx, body), (all) => all.map(showTemplate)),
);

const remove = managementEndpoint(
  {
    operationId: "logto.deleteEmailTemplates",
    summary: "Delete email templates",
    tag: "Email templates",
    scope: "settings:write",
    query: TemplatesQuery,
    response: RemovedResource,
    refusals: ["connector.email_connector.bulk_deletion_no_filter"],
  },
  ({ ctx, query }) => removeTemplates(ctx, query),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: list,
  PUT: put,
  DELETE: remove,
});
