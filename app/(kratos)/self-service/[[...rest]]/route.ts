import { notFound, verificationWebHook } from "@/lib/dialects/kratos";
import { onPrefix } from "@/lib/http";
import { onWebhookFormat } from "@/lib/webhooks";

onWebhookFormat("kratos", verificationWebHook);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = onPrefix(
  "/self-service",
  notFound,
  notFound,
  // Pages, which the framework serves.
  { except: ["/self-service/ui"] },
);
