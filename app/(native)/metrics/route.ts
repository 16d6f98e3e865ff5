import { route, scrape } from "@/lib/http/native";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: scrape });
