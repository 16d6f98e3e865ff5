import { notFound } from "@/lib/dialects/corbado";
import { onPrefix } from "@/lib/http";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = onPrefix("/v2", notFound, notFound);
