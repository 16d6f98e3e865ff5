import { notFound, webhooks } from "@/lib/dialects/transmit";
import { onPrefix } from "@/lib/http";
import { onWebhookFormat } from "@/lib/webhooks";

onWebhookFormat("transmit", webhooks);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = onPrefix("/cis", notFound, notFound);
