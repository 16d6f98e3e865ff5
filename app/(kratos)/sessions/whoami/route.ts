import { publicEndpoint, route, whoami } from "@/lib/dialects/kratos";

const toSession = publicEndpoint("toSession", "Get the current session", whoami);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: toSession });
