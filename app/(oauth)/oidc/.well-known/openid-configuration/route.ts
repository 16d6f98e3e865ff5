import { discovery, route } from "@/lib/http/oauth";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: discovery("/oidc") });
