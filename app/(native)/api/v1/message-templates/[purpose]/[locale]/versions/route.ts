import { z } from "zod";
import { listTemplateVersions } from "@/lib/delivery";
import {
  endpoint,
  MessageTemplateParams,
  MessageTemplateVersionResource,
  route,
  toMessageTemplateVersion,
} from "@/lib/http/native";
import { mapOk } from "@/lib/result";

const listVersions = endpoint(
  {
    operationId: "listMessageTemplateVersions",
    summary: "List the versions of a message template",
    description: "The latest first, with who made it and when. The last 50 are kept.",
    tag: "Message templates",
    scope: "settings:read",
    params: MessageTemplateParams,
    response: z.strictObject({ data: z.array(MessageTemplateVersionResource) }),
    refusals: ["purpose_unknown"],
  },
  async ({ ctx, params }) =>
    mapOk(await listTemplateVersions(ctx, params), (versions) => ({
      data: versions.map(toMessageTemplateVersion),
    })),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: listVersions });
