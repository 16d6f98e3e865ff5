import {
  endpoint,
  listTemplates,
  PageQuery,
  route,
  TemplateList,
  TemplateQuery,
} from "@/lib/dialects/twilio";
import { ok } from "@/lib/result";

const templateList = endpoint(
  {
    operationId: "twilio.templateList",
    summary: "List templates",
    tag: "Templates",
    scope: "settings:read",
    query: PageQuery.extend(TemplateQuery.shape),
    response: TemplateList,
    refusals: [],
  },
  async ({ ctx, query }) => ok(listTemplates(ctx, query)),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: templateList });
