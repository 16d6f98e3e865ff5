import { listSchemas, publicEndpoint, route } from "@/lib/dialects/kratos";

const listIdentitySchemas = publicEndpoint("listIdentitySchemas", "List schemas", listSchemas);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: listIdentitySchemas });
