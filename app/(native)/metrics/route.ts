import { onPrefix } from "@/lib/http";
import { notFound, route, scrape } from "@/lib/http/native";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = onPrefix(
  "/metrics",
  notFound,
  route({ GET: scrape }),
);
