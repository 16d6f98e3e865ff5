import { notFound } from "@/lib/dialects/kratos";
import { onPrefix } from "@/lib/http";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = onPrefix("/admin", notFound, notFound);
