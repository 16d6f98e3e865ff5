import { z } from "zod";
import { listMessageTemplates } from "@/lib/delivery";
import { endpoint, MessageTemplateResource, route, toMessageTemplateResource } from "@/lib/http/native";
import { ok } from "@/lib/result";

const listTheTemplates = endpoint(
  {
    operationId: "listMessageTemplates",
    summary: "List message templates",
    description: "Those with texts of your own, by purpose and language.",
    tag: "Message templates",
    scope: "settings:read",
    response: z.strictObject({ data: z.array(MessageTemplateResource) }),
    refusals: [],
  },
  async ({ ctx }) => {
    const templates = await listMessageTemplates(ctx);
    return ok({ data: templates.map((one) => toMessageTemplateResource(ctx.project, one)) });
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: listTheTemplates });
