import { revocationEndpoint, route } from "@/lib/http/oauth";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: revocationEndpoint("/cis/oidc"),
});
