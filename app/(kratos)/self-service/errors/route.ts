import { publicEndpoint, refuseUnsafe, route, getFlowError as showError } from "@/lib/dialects/kratos";

const getFlowError = publicEndpoint("getFlowError", "Get a stored error", showError);
const unsafe = publicEndpoint("unsafe", "Refuse unsafe methods", refuseUnsafe);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getFlowError,
  POST: unsafe,
  PUT: unsafe,
  PATCH: unsafe,
  DELETE: unsafe,
});
