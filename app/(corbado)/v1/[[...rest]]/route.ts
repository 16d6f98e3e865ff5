import { notFound } from "@/lib/dialects/corbado";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = notFound;
