import { getSchema, publicEndpoint, route } from "@/lib/dialects/kratos";

const getIdentitySchema = publicEndpoint("getIdentitySchema", "Show a schema", getSchema);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: getIdentitySchema });
