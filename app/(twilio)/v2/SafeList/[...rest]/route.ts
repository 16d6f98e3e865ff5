import { notFound } from "@/lib/dialects/twilio";
import { onPrefix } from "@/lib/http";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = onPrefix("/v2/SafeList", notFound, notFound);
