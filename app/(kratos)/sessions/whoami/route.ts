import { publicEndpoint, route, whoami } from "@/lib/dialects/kratos";

const toSession = publicEndpoint("toSession", "Tell who is signed in", whoami);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: toSession });
