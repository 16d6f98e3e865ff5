import { alive, route } from "@/lib/http/native";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: alive });
