import { route, tokenEndpoint } from "@/lib/http/oauth";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: tokenEndpoint("/oidc") });
