import { listSchemas, notFound, publicEndpoint, route } from "@/lib/dialects/kratos";
import { onPrefix } from "@/lib/http";

const listIdentitySchemas = publicEndpoint("listIdentitySchemas", "List schemas", listSchemas);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = onPrefix(
  "/schemas",
  notFound,
  route({ GET: listIdentitySchemas }),
);
