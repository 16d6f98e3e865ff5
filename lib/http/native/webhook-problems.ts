import type { WebhookRefusal } from "@/lib/webhooks";
import type { Problem } from "./problem";

/** The problems for refusals of `lib/webhooks`. */
export const webhookProblems: {
  [C in WebhookRefusal["code"]]: Problem<Extract<WebhookRefusal, { code: C }>>;
} = {
  webhook_endpoint_not_found: {
    status: 404,
    title: "Webhook endpoint not found.",
    detail: () => "The project has no webhook endpoint with this id.",
    advice: "List the webhook endpoints to find the right id.",
  },
  webhook_message_not_found: {
    status: 404,
    title: "Webhook message not found.",
    detail: () => "The project has no webhook message with this id.",
    advice: "Check the id. Messages are deleted after 30 days.",
  },
  webhook_url_forbidden: {
    status: 422,
    title: "Webhooks cannot be sent to this URL.",
    detail: (r) => `The URL was refused: ${r.explanation}.`,
    members: (r) => ({ explanation: r.explanation }),
    advice:
      "Use an https URL on the public internet, without a user. The installation's owner can allow others with PRIVATE_WEBHOOK_TARGETS.",
  },
  webhook_endpoints_exhausted: {
    status: 409,
    title: "The project has too many webhook endpoints.",
    detail: (r) => `A project can have ${r.max}.`,
    members: (r) => ({ max: r.max }),
    advice: "Delete one that is no longer used, or let one endpoint pass the messages on.",
  },
  webhook_endpoint_disabled: {
    status: 409,
    title: "The webhook endpoint is disabled.",
    detail: () => "Nothing is sent to it until it is enabled.",
    advice: 'Enable it with PATCH and {"enabled": true}, then try again.',
  },
};
