import { publicEndpoint, route, version } from "@/lib/dialects/kratos";

const getVersion = publicEndpoint("getVersion", "Tell the version", version);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: getVersion });
