import { notFound } from "@/lib/dialects/transmit";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = notFound;
