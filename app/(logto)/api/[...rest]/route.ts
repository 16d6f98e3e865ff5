import { notFound } from "@/lib/dialects/logto";
import { onPrefix } from "@/lib/http";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = onPrefix("/api", notFound, notFound);
