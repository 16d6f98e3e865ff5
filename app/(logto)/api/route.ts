import { notFound } from "@/lib/dialects/logto";

/** Nothing stands here itself; the catch-all beside this file does not reach it. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = notFound;
