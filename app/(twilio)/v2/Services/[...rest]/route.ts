import { notFound, webhooks } from "@/lib/dialects/twilio";
import { onPrefix } from "@/lib/http";
import { onWebhookFormat } from "@/lib/webhooks";

onWebhookFormat("twilio", webhooks);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = onPrefix("/v2/Services", notFound, notFound);
