import { notFound } from "@/lib/dialects/logto";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = notFound;
