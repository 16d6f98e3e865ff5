import { onPrefix } from "@/lib/http";
import { notFound } from "@/lib/http/oauth";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = onPrefix("/cis/oidc", notFound, notFound);
