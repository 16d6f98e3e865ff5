import { adminEndpoint, listIdentities as list, postIdentity, route } from "@/lib/dialects/kratos";

const createIdentity = adminEndpoint("createIdentity", "Create an identity", "users:write", postIdentity);
const listIdentities = adminEndpoint("listIdentities", "List identities", "users:read", list);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: listIdentities,
  POST: createIdentity,
});
