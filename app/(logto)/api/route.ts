import { notFound } from "@/lib/dialects/logto";

/** Nothing is at this path, and the catch-all route does not match it. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = notFound;
