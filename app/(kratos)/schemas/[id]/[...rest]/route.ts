import { notFound } from "@/lib/dialects/kratos";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = notFound;
