import { notFound } from "@/lib/dialects/transmit";
import { onPrefix } from "@/lib/http";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = onPrefix("/cis", notFound, notFound);
