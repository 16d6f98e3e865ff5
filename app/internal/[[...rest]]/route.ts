import { onPrefix } from "@/lib/http";
import { notFound } from "@/lib/http/native";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = onPrefix("/internal", notFound, notFound);
