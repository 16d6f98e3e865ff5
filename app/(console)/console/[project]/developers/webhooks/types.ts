import { webhookDescriptions } from "@/lib/http/native";
import { webhookTypes } from "@/lib/webhooks";

/** The types that an endpoint can choose, with their descriptions. */
export const selectableTypes: Record<string, string> = Object.fromEntries(
  webhookTypes.map((type) => [type, webhookDescriptions[type]]),
);
