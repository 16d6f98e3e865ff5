import {
  adminEndpoint,
  deleteIdentity as drop,
  patchIdentity as patch,
  putIdentity,
  route,
  getIdentity as show,
} from "@/lib/dialects/kratos";

const getIdentity = adminEndpoint("getIdentity", "Get an identity", "users:read", show);
const updateIdentity = adminEndpoint("updateIdentity", "Replace an identity", "users:write", putIdentity);
const patchIdentity = adminEndpoint("patchIdentity", "Patch an identity", "users:write", patch);
const deleteIdentity = adminEndpoint("deleteIdentity", "Delete an identity", "users:write", drop);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getIdentity,
  PUT: updateIdentity,
  PATCH: patchIdentity,
  DELETE: deleteIdentity,
});
