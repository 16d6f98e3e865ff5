import { findMessageTemplate, saveMessageTemplate } from "@/lib/delivery";
import {
  endpoint,
  MessageTemplateParams,
  MessageTemplateResource,
  route,
  SaveMessageTemplateBody,
  toMessageTemplateResource,
} from "@/lib/http/native";
import { mapOk } from "@/lib/result";

const getTemplate = endpoint(
  {
    operationId: "getMessageTemplate",
    summary: "Get a message template",
    description:
      "The texts of a purpose in a language. `defaults` are ours, which are used for parts without a text of yours. A purpose of your own without texts has those of `confirm`, and a language without texts those of the language that includes it: `es-419`, then `es`.",
    tag: "Message templates",
    scope: "settings:read",
    params: MessageTemplateParams,
    response: MessageTemplateResource,
    refusals: ["purpose_unknown"],
  },
  async ({ ctx, params }) =>
    mapOk(await findMessageTemplate(ctx, params), (one) => toMessageTemplateResource(ctx.project, one)),
);

const saveTemplate = endpoint(
  {
    operationId: "saveMessageTemplate",
    summary: "Save a message template",
    description:
      "Replaces all texts and makes a new version, from which the next messages are made. Texts are ICU MessageFormat: `{minutes, plural, one {# minute} other {# minutes}}`.",
    tag: "Message templates",
    scope: "settings:write",
    params: MessageTemplateParams,
    body: SaveMessageTemplateBody,
    response: MessageTemplateResource,
    refusals: ["purpose_unknown"],
  },
  async ({ ctx, params, body }) =>
    mapOk(await saveMessageTemplate(ctx, params, body.texts), (one) =>
      toMessageTemplateResource(ctx.project, one),
    ),
);

const resetTemplate = endpoint(
  {
    operationId: "resetMessageTemplate",
    summary: "Return to our texts",
    description: "Removes all texts of your own. Earlier versions are kept and can be restored.",
    tag: "Message templates",
    scope: "settings:write",
    params: MessageTemplateParams,
    response: MessageTemplateResource,
    refusals: ["purpose_unknown"],
  },
  async ({ ctx, params }) =>
    mapOk(await saveMessageTemplate(ctx, params, {}), (one) => toMessageTemplateResource(ctx.project, one)),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getTemplate,
  PUT: saveTemplate,
  DELETE: resetTemplate,
});
