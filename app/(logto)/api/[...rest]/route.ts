import { notFound, webhooks } from "@/lib/dialects/logto";
import { onPrefix } from "@/lib/http";
import { onWebhookFormat } from "@/lib/webhooks";

onWebhookFormat("logto", webhooks);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = onPrefix("/api", notFound, notFound);
