import { publicEndpoint, refuseUnsafe, route, getFlowError as showError } from "@/lib/dialects/kratos";

const getFlowError = publicEndpoint("getFlowError", "Show an error that was kept for a page", showError);
const unsafe = publicEndpoint("unsafe", "Refuse what could change something", refuseUnsafe);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getFlowError,
  POST: unsafe,
  PUT: unsafe,
  PATCH: unsafe,
  DELETE: unsafe,
});
