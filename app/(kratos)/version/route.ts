import { notFound, publicEndpoint, route, version } from "@/lib/dialects/kratos";
import { onPrefix } from "@/lib/http";

const getVersion = publicEndpoint("getVersion", "Get the version", version);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = onPrefix(
  "/version",
  notFound,
  route({ GET: getVersion }),
);
