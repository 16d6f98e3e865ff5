import { standardFormat } from "@/lib/http/native";
import type { WebhookFormats } from "@/lib/webhooks";

/** The formats in which webhooks are sent, for the process's start. */
export const webhookFormats: WebhookFormats = { standard: standardFormat };
