import { notFound } from "@/lib/http/oauth";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = notFound;
